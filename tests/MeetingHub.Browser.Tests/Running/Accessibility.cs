using System.Text.Json;
using Microsoft.Playwright;

namespace MeetingHub.Browser.Tests.Running;

/// <summary>Whether a page can be used by everybody, by axe-core's rules for WCAG 2.2 AA, and at any width.</summary>
internal static class Accessibility
{
    private static readonly Lazy<string> Axe = new(() => File.ReadAllText(Find("src/MeetingHub.Client/node_modules/axe-core/axe.min.js")));

    /// <returns>One line for each element that breaks a rule; empty when none does.</returns>
    public static async Task<IReadOnlyList<string>> FaultsAsync(this IPage page)
    {
        // Given to the debugger, not to the page: the content security policy stays as it is.
        if (!await page.EvaluateAsync<bool>("typeof axe === 'object'"))
            await page.EvaluateAsync(Axe.Value + ";0");
        var found = await page.EvaluateAsync<JsonElement>(
            """
            async () => {
              // What is fading in has no colour yet.
              await Promise.all(document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime < 5000).map((one) => one.finished.catch(() => 0)));
              const { violations } = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] });
              return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')} ${node.any[0]?.message ?? rule.help}`));
            }
            """);
        return [.. found.EnumerateArray().Select(line => line.GetString()!)];
    }

    /// <returns>What sticks out to the right; empty when the page does not scroll sideways.</returns>
    public static Task<string> SidewaysAsync(this IPage page) => page.EvaluateAsync<string>(
        """
        () => {
          if (document.documentElement.scrollWidth <= innerWidth) return '';
          const out = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1);
          return `${document.documentElement.scrollWidth} px: ` + out.slice(0, 5).map((one) => `${one.tagName}.${one.className}`).join(', ');
        }
        """);

    private static string Find(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, path)))
                return Path.Combine(folder.FullName, path);
        }
        throw new FileNotFoundException("The browser client's packages are not installed.", path);
    }
}
