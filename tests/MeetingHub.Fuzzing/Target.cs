using MeetingHub.Fuzzing.Targets;

namespace MeetingHub.Fuzzing;

/// <summary>One kind of input from outside, and what must hold whatever it is.</summary>
internal abstract class Target
{
    public static IReadOnlyList<Target> All { get; } =
    [
        new StunTarget(), new RtpTarget(), new RtcpTarget(), new SdpTarget(), new DtlsTarget(), new TcpTarget(), new MeetingTarget(),
    ];

    /// <summary>Also its folder in <see cref="Corpus"/>.</summary>
    public abstract string Name { get; }

    public abstract int MaxLength { get; }

    /// <summary>Blocks of code that an input may run: some for each byte, and what it takes at the least.</summary>
    public virtual long Steps(int length) => 20_000 + 400L * length;

    /// <summary>Throws when something does not hold.</summary>
    public abstract void Run(byte[] input);

    /// <summary>
    /// Makes lengths, checksums and the like right again in a changed input, so that it comes past the first check. Given only some
    /// of them: a parser must bear wrong ones too.
    /// </summary>
    public virtual byte[] Mend(byte[] input, Random random) => input;

    protected static void Holds(bool claim, string what)
    {
        if (!claim) throw new BrokenRuleException(what);
    }
}

/// <summary>The code did not crash, but did what it must not.</summary>
internal sealed class BrokenRuleException(string what) : Exception(what);
