namespace MeetingHub.Domain.Rooms;

/// <summary>Every reason for a "no". Stable: the client's language files have a sentence for each.</summary>
public static class RejectionCodes
{
    // Input
    /// <summary>field, max</summary>
    public const string TooLong = "tooLong";
    /// <summary>field</summary>
    public const string Empty = "empty";
    /// <summary>what, max</summary>
    public const string TooMany = "tooMany";
    /// <summary>field, min, max</summary>
    public const string OutOfRange = "outOfRange";
    /// <summary>what</summary>
    public const string NotFound = "notFound";
    /// <summary>what</summary>
    public const string BadId = "badId";
    /// <summary>The text holds a character that no text has (a control character, half a surrogate pair).</summary>
    public const string BadText = "badText";

    // Who and when
    public const string NotAllowed = "notAllowed";
    public const string NotInMeeting = "notInMeeting";
    public const string NotInvited = "notInvited";
    public const string NotStarted = "notStarted";
    public const string AlreadyStarted = "alreadyStarted";
    public const string AlreadyEnded = "alreadyEnded";
    /// <summary>Too much waits for this room: the same command may be sent again.</summary>
    public const string RoomBusy = "roomBusy";
    /// <summary>The server runs without sound and picture; everything else works.</summary>
    public const string MediaUnavailable = "mediaUnavailable";
    public const string CommandIdTaken = "commandIdTaken";
    /// <summary>Someone else changed it since it was read.</summary>
    public const string ChangedMeanwhile = "changedMeanwhile";

    // Attendance
    public const string WasRemoved = "wasRemoved";
    public const string NotRemoved = "notRemoved";
    public const string CannotRemoveChair = "cannotRemoveChair";
    public const string NotConnected = "notConnected";

    // Agenda
    public const string AgendaItemAlreadyOpen = "agendaItemAlreadyOpen";
    public const string AgendaItemNotOpen = "agendaItemNotOpen";

    // Floor
    public const string HandAlreadyRaised = "handAlreadyRaised";
    public const string HandNotRaised = "handNotRaised";
    public const string HasFloorAlready = "hasFloorAlready";
    public const string NobodyHasFloor = "nobodyHasFloor";
    public const string NotYourFloor = "notYourFloor";
    public const string AlreadyMuted = "alreadyMuted";
    public const string AlreadyUnmuted = "alreadyUnmuted";

    // Documents
    /// <summary>Somebody who has the word is presenting.</summary>
    public const string AnotherPresents = "anotherPresents";
    /// <summary>Nothing is presented, or another document than the one meant.</summary>
    public const string NotPresented = "notPresented";
    public const string NotYourPresentation = "notYourPresentation";
    public const string SamePage = "samePage";

    // Minutes, action items
    public const string Withdrawn = "withdrawn";
    public const string OneOwner = "oneOwner";
    public const string DueInThePast = "dueInThePast";

    // Stand-ups
    public const string NotAStandUp = "notAStandUp";
    public const string NobodyLeftToCall = "nobodyLeftToCall";
    public const string NoTurnRunning = "noTurnRunning";
    public const string NotYourTurn = "notYourTurn";
    public const string AlreadyCalled = "alreadyCalled";
    public const string AlreadyReported = "alreadyReported";

    // Voting
    public const string NobodyEntitled = "nobodyEntitled";
    public const string NotEntitled = "notEntitled";
    public const string BallotClosed = "ballotClosed";
    public const string BallotsOpen = "ballotsOpen";
    public const string VotedAlready = "votedAlready";
    public const string SameVote = "sameVote";
    public const string DuplicateChoice = "duplicateChoice";
    public const string UnknownChoice = "unknownChoice";
    /// <summary>The counters of a secret ballot do not add up to those who voted: nothing is announced.</summary>
    public const string TallyMismatch = "tallyMismatch";

    // Planning
    public const string StateSecret = "stateSecret";
    public const string PlanFrozen = "planFrozen";
    public const string StepNotPossible = "stepNotPossible";
    public const string NoInvitees = "noInvitees";
    public const string InThePast = "inThePast";
}
