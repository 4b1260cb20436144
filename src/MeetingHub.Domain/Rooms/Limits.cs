namespace MeetingHub.Domain.Rooms;

/// <summary>Of everything a person can put in. Texts in UTF-16 units, as browsers count them.</summary>
public static class Limits
{
    public const int Title = 300;
    public const int Notes = 20_000;
    public const int ChatMessage = 2_000;
    public const int Conclusion = 4_000;
    public const int ActionItem = 2_000;
    public const int BallotQuestion = 500;
    public const int BallotChoice = 200;

    public const int Seats = 1_000;
    /// <summary>Guests included.</summary>
    public const int Participants = 1_000;
    /// <summary>A bad line leaves dead ones behind until they are noticed.</summary>
    public const int ConnectionsOfOne = 8;
    public const int AgendaItems = 100;
    public const int Hands = 500;
    public const int SpeakingTurns = 2_000;
    public const int ChatMessages = 10_000;
    public const int Conclusions = 200;
    public const int ActionItems = 300;
    public const int CoWorkers = 20;
    public const int Presentations = 500;
    public const int DocumentPages = 10_000;
    public const int Ballots = 100;
    public const int BallotsOpenAtOnce = 5;
    public const int FewestBallotChoices = 2;
    public const int BallotChoices = 20;

    /// <summary>A day: longer is a typing error.</summary>
    public const int PlannedMinutes = 24 * 60;
    public const int FloorSeconds = 3_600;
    public const int TurnSeconds = 3_600;
}
