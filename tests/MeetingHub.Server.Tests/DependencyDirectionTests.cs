using System.Reflection;
using MeetingHub.Domain;
using MeetingHub.Publishing.Papers;

namespace MeetingHub.Server.Tests;

public sealed class DependencyDirectionTests
{
    private static readonly Assembly Server = typeof(Program).Assembly;
    private static readonly Assembly Domain = typeof(PersonId).Assembly;
    private static readonly Assembly Publishing = typeof(PaperPdf).Assembly;
    private static readonly Assembly Media = Assembly.Load("MeetingHub.Media");

    [Fact]
    public void The_three_libraries_know_nothing_of_each_other_nor_of_the_server()
    {
        foreach (var library in (Assembly[])[Domain, Media, Publishing])
            Assert.DoesNotContain(ReferencesOf(library), name => name.StartsWith("MeetingHub.", StringComparison.Ordinal));
    }

    [Fact]
    public void The_libraries_know_no_web_server_and_no_database()
    {
        foreach (var library in (Assembly[])[Domain, Media, Publishing])
        {
            Assert.DoesNotContain(ReferencesOf(library), name =>
                name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
                || name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
                || name.StartsWith("Microsoft.Data", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_domain_uses_no_package_at_all() =>
        Assert.All(ReferencesOf(Domain), name => Assert.StartsWith("System.", name, StringComparison.Ordinal));

    [Fact]
    public void The_server_stands_on_the_domain() => Assert.Contains("MeetingHub.Domain", ReferencesOf(Server));

    private static IReadOnlyList<string> ReferencesOf(Assembly assembly) => [.. assembly.GetReferencedAssemblies().Select(a => a.Name!)];
}
