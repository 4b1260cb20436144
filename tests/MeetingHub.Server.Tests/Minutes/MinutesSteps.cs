using System.Diagnostics;
using MeetingHub.Domain;
using MeetingHub.Server.Minutes;
using MeetingHub.Server.Tests.Kit;
using MeetingHub.Testing;

namespace MeetingHub.Server.Tests.Minutes;

/// <summary>What is done with the minutes of a held meeting.</summary>
internal static class MinutesSteps
{
    public static Task<HttpResponseMessage> PutTextAsync(Browser page, HeldMeeting held, AgendaItemId item, string text, int revision) =>
        page.PutAsync($"{held.Path}/minutes/texts/{item}", new SaveMinutesTextRequest(text, revision));

    public static async Task<MinutesTextView> SaveAsync(Browser page, HeldMeeting held, AgendaItemId item, string text, int revision = 0) =>
        await Browser.ReadAsync<MinutesTextView>(await PutTextAsync(page, held, item, text, revision));

    public static async Task<MinutesPage> StepAsync(Browser page, HeldMeeting held, string step, int revision) =>
        await Browser.ReadAsync<MinutesPage>(await page.PostAsync($"{held.Path}/minutes/{step}", new MinutesStepRequest(revision)));

    /// <summary>What a reader of the PDF can select and copy; line breaks are blanks.</summary>
    public static async Task<string> PdfTextAsync(Browser page, HeldMeeting held)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "minutes.pdf");
        await File.WriteAllBytesAsync(file, await page.Http.GetByteArrayAsync(held.Path + "/minutes.pdf"));
        using var pdftotext = Process.Start(new ProcessStartInfo("pdftotext", [file, "-"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var text = await pdftotext.StandardOutput.ReadToEndAsync();
        await pdftotext.WaitForExitAsync();
        return string.Join(' ', text.Split((char[])['\n', '\f', ' ', '\u00A0'], StringSplitOptions.RemoveEmptyEntries));
    }
}
