namespace MeetingHub.Media.Congestion;

/// <summary>What a probe said of the line.</summary>
internal enum ProbeOutcome
{
    /// <summary>The line bears nearly what was tried.</summary>
    Passed,

    /// <summary>It bears less.</summary>
    Failed,

    /// <summary>Nothing: it was not reported on, or did not arrive as it was sent.</summary>
    Unclear,
}
