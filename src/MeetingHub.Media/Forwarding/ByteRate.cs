namespace MeetingHub.Media.Forwarding;

/// <summary>Bit rate over the last full second, in steps of an eighth; less than the truth in the first one.</summary>
internal struct ByteRate
{
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    private const int StepsPerSecond = 8;

    /// <summary>One more, which is being filled.</summary>
    private const int Steps = StepsPerSecond + 1;
    private const long StepMicroseconds = 1_000_000 / StepsPerSecond;

    private StepBytes bytes;
    private long newest;

    public void Add(int count, Timestamp now)
    {
        MoveTo(now);
        bytes[(int)(newest % Steps)] += count;
    }

    public long BitsPerSecond(Timestamp now)
    {
        MoveTo(now);
        long sum = 0;
        for (var i = 1; i <= StepsPerSecond; i++) sum += bytes[(int)((newest + i) % Steps)];
        return sum * 8;
    }

    private void MoveTo(Timestamp now)
    {
        var step = now.Microseconds / StepMicroseconds;
        if (step - newest > Steps) newest = step - Steps;
        while (newest < step) bytes[(int)(++newest % Steps)] = 0;
    }

    [System.Runtime.CompilerServices.InlineArray(Steps)]
    private struct StepBytes
    {
        private long first;
    }
}
