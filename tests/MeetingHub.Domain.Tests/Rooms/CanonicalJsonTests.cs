using System.Text.Json;
using MeetingHub.Domain.Rooms;

namespace MeetingHub.Domain.Tests.Rooms;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{ "b" : 1, "a" : [ true , null ], "B": "x" }""", """{"B":"x","a":[true,null],"b":1}""")]
    [InlineData("""{"a":null,"b":[],"c":{"d":null},"e":0,"f":false,"g":""}""", """{"e":0,"f":false,"g":""}""")]
    [InlineData("""[{}, {"a":[]}]""", "[{},{}]")]
    [InlineData("""{"a":"\u0001\b\t\n\f\r\"\\\/\u007f\u2028é😀"}""", "{\"a\":\"\\u0001\\b\\t\\n\\f\\r\\\"\\\\/\u007f\u2028é😀\"}")]
    [InlineData("[-9007199254740991,9007199254740991]", "[-9007199254740991,9007199254740991]")]
    public void One_value_has_one_spelling(string json, string canonical) =>
        Assert.Equal(canonical, CanonicalJson.Of(JsonDocument.Parse(json).RootElement));

    [Theory]
    [InlineData("1.5")]
    [InlineData("9007199254740992")]
    [InlineData("1e400")]
    public void A_number_that_languages_spell_differently_is_refused(string json) =>
        Assert.Throws<NotSupportedException>(() => CanonicalJson.Of(JsonDocument.Parse(json).RootElement));
}
