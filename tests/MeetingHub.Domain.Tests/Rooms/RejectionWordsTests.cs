using System.Reflection;
using System.Text.Json;
using MeetingHub.Domain.Rooms;

namespace MeetingHub.Domain.Tests.Rooms;

public sealed class RejectionWordsTests
{
    [Theory]
    [InlineData("vi")]
    [InlineData("en")]
    public void Every_no_has_its_words_in_both_languages(string language)
    {
        var path = Fixtures.PathOf($"../../src/MeetingHub.Client/src/i18n/{language}/shared.json");
        var words = JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("error");

        var silent = typeof(RejectionCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!)
            .Where(code => !words.TryGetProperty(code, out var sentence) || string.IsNullOrWhiteSpace(sentence.GetString()));

        Assert.Empty(silent);
    }
}
