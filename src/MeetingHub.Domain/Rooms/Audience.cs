namespace MeetingHub.Domain.Rooms;

/// <summary>Stored beside each event, so that cutting a log needs no look into its JSON. Values are never renumbered.</summary>
public enum AudienceKind
{
    All = 0,
    ChairAndSecretaries = 1,
    OneParticipant = 2,
    ServerOnly = 3,
}

/// <summary>Who may see one event.</summary>
/// <param name="One">Set for <see cref="AudienceKind.OneParticipant"/> alone.</param>
public readonly record struct Audience(AudienceKind Kind, ParticipantId? One = null)
{
    public static Audience All => new(AudienceKind.All);

    public bool Includes(Viewer viewer) => Kind switch
    {
        AudienceKind.All => true,
        AudienceKind.ChairAndSecretaries => viewer.Role is MeetingRole.Chair or MeetingRole.Secretary,
        AudienceKind.OneParticipant => One == viewer.Participant,
        AudienceKind.ServerOnly => false,
    };
}

public readonly record struct Viewer(ParticipantId Participant, MeetingRole Role);

/// <summary>What an event type is in the log: every concrete <see cref="MeetingEvent"/> carries one.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class LogRuleAttribute(int version, AudienceRule audience) : Attribute
{
    /// <summary>Of the payload: raised only by a break, which brings a pure upcaster.</summary>
    public int Version { get; } = version;

    public AudienceRule Audience { get; } = audience;
}

/// <summary>How the audience of an event type is found.</summary>
public enum AudienceRule
{
    All,
    ChairAndSecretaries,

    /// <summary>The event is <see cref="IForOneParticipant"/>.</summary>
    OneParticipant,
    ServerOnly,

    /// <summary>The event is <see cref="IChoosesAudience"/>: its sender chose between all and chair with secretaries.</summary>
    AsTheEventSays,
}

public interface IForOneParticipant
{
    ParticipantId Participant { get; }
}

public interface IChoosesAudience
{
    bool IsForChairAndSecretaries { get; }
}
