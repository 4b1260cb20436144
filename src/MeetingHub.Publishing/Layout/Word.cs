using MeetingHub.Publishing.Fonts;

namespace MeetingHub.Publishing.Layout;

/// <summary>Text of one face without a space a line may break at.</summary>
internal readonly record struct Fragment(Face Face, double Size, string Text, double Width);

/// <summary>How a word hangs on the one before it.</summary>
internal enum Joint
{
    /// <summary>A space; lines break here.</summary>
    Space,

    /// <summary>A space where a break would tear what belongs together ("ngày 25"); broken only if nothing else helps.</summary>
    Tie,

    /// <summary>No space: the next part of an address, or the rest of a word too long for a line.</summary>
    Split,

    /// <summary>A line always ends here.</summary>
    Break,
}

/// <param name="Space">Width of the space before it; 0 where there is none.</param>
internal sealed record Word(IReadOnlyList<Fragment> Fragments, double Width, Joint Joint, double Space);
