using System.Text.Json;
using System.Text.Json.Serialization;

namespace MeetingHub.Domain;

/// <summary>An id that cannot be mistaken for another kind; on the wire the plain Guid text ("D", lower case).</summary>
public interface IId<TSelf> where TSelf : struct, IId<TSelf>
{
    Guid Value { get; }
    static abstract TSelf From(Guid value);
}

/// <summary>A person in the directory.</summary>
[JsonConverter(typeof(IdJson<PersonId>))]
public readonly record struct PersonId(Guid Value) : IId<PersonId>
{
    public static PersonId From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}

[JsonConverter(typeof(IdJson<DepartmentId>))]
public readonly record struct DepartmentId(Guid Value) : IId<DepartmentId>
{
    public static DepartmentId From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}

[JsonConverter(typeof(IdJson<MeetingId>))]
public readonly record struct MeetingId(Guid Value) : IId<MeetingId>
{
    public static MeetingId From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}

/// <summary>An invitee's place in one meeting: voice and vote belong to it, and a substitute sits on it.</summary>
[JsonConverter(typeof(IdJson<SeatId>))]
public readonly record struct SeatId(Guid Value) : IId<SeatId>
{
    public static SeatId From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}

/// <summary>Who is in the meeting. One for each person and meeting: whoever returns keeps it.</summary>
[JsonConverter(typeof(IdJson<ParticipantId>))]
public readonly record struct ParticipantId(Guid Value) : IId<ParticipantId>
{
    public static ParticipantId From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}

/// <summary>A window, a device, a site's equipment; several participants may share one.</summary>
[JsonConverter(typeof(IdJson<ConnectionId>))]
public readonly record struct ConnectionId(Guid Value) : IId<ConnectionId>
{
    public static ConnectionId From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}

[JsonConverter(typeof(IdJson<AgendaItemId>))]
public readonly record struct AgendaItemId(Guid Value) : IId<AgendaItemId>
{
    public static AgendaItemId From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}

[JsonConverter(typeof(IdJson<ConclusionId>))]
public readonly record struct ConclusionId(Guid Value) : IId<ConclusionId>
{
    public static ConclusionId From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}

[JsonConverter(typeof(IdJson<ActionItemId>))]
public readonly record struct ActionItemId(Guid Value) : IId<ActionItemId>
{
    public static ActionItemId From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}

[JsonConverter(typeof(IdJson<ChatMessageId>))]
public readonly record struct ChatMessageId(Guid Value) : IId<ChatMessageId>
{
    public static ChatMessageId From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}

[JsonConverter(typeof(IdJson<DocumentId>))]
public readonly record struct DocumentId(Guid Value) : IId<DocumentId>
{
    public static DocumentId From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}

/// <summary>Made by the client, one for each thing it wants done; a repeat of it gets the first answer.</summary>
[JsonConverter(typeof(IdJson<CommandId>))]
public readonly record struct CommandId(Guid Value) : IId<CommandId>
{
    public static CommandId From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}

[JsonConverter(typeof(IdJson<BallotId>))]
public readonly record struct BallotId(Guid Value) : IId<BallotId>
{
    public static BallotId From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}

/// <summary>Writes an id as a string, and refuses anything but a Guid.</summary>
public sealed class IdJson<TId> : JsonConverter<TId> where TId : struct, IId<TId>
{
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TId.From(reader.GetGuid());

    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
