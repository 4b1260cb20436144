using System.ComponentModel;
using System.Diagnostics;

namespace MeetingHub.Publishing.Tests.Kit;

/// <summary>The programs that judge our files from outside. A missing one fails the test: what was not checked is not shown.</summary>
internal static class Tool
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static string Run(string name, params string[] arguments)
    {
        using var process = Start(name, arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(Deadline))
        {
            process.Kill();
            Assert.Fail($"{name} did not end within {Deadline}.");
        }

        // poppler complains about a damaged file on standard error and still ends with 0
        var complaint = errors.GetAwaiter().GetResult();
        Assert.True(process.ExitCode == 0 && complaint.Length == 0, $"{name} {string.Join(' ', arguments)} ended with {process.ExitCode}: {output}{complaint}");
        return output;
    }

    private static Process Start(string name, string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(name, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException($"These tests need {name}: install poppler-utils and qpdf.", missing);
        }
    }
}
