using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Serialization;
using MeetingHub.Domain.Rooms;

namespace MeetingHub.Domain.Tests.Rooms;

/// <summary>One instance of every event and command, made from its constructor: a new type is in every test that uses them.</summary>
internal static class Samples
{
    public static IEnumerable<MeetingEvent> Events => typeof(MeetingEvent).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(MeetingEvent)) && !type.IsAbstract)
        .Select(type => (MeetingEvent)Make(type, full: true));

    public static IEnumerable<RoomCommand> Commands => typeof(RoomCommand).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(RoomCommand)) && !type.IsAbstract)
        .Select(type => (RoomCommand)Make(type, full: true));

    /// <param name="full">False: what is optional is left out.</param>
    public static object Make(Type type, bool full)
    {
        var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.Instance).MaxBy(c => c.GetParameters().Length)!;
        var arguments = constructor.GetParameters().Select(p => p.IsOptional && !full ? p.DefaultValue : Value(p.ParameterType, full));
        return constructor.Invoke([.. arguments]);
    }

    public static IEnumerable<string> NamesInJson(Type baseType) =>
        baseType.GetCustomAttributes<JsonDerivedTypeAttribute>().Select(derived => (string)derived.TypeDiscriminator!);

    private static object Value(Type type, bool full)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Value(inner, full);
        if (type == typeof(string))
            return "Tiếng Việt \"trích\" \\ 😀";
        if (type == typeof(int))
            return 7;
        if (type == typeof(long))
            return 7L;
        if (type == typeof(bool))
            return true;
        if (type == typeof(DateTimeOffset))
            return new DateTimeOffset(2026, 3, 2, 1, 2, 3, 456, TimeSpan.Zero);
        if (type == typeof(DateOnly))
            return new DateOnly(2026, 3, 9);
        if (type.IsEnum)
            return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!;
        if (type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>)))
            return Activator.CreateInstance(type, new Guid(5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2))!;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableList<>))
        {
            var list = (System.Collections.IEnumerable)type.GetField("Empty")!.GetValue(null)!;
            return type.GetMethod("Add")!.Invoke(list, [Value(type.GetGenericArguments()[0], full)])!;
        }

        return Make(type, full);
    }
}
