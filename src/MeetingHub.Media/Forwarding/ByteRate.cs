namespace MeetingHub.Media.Forwarding;

/// <summary>Bit rate over the last second, in steps of an eighth; less than the truth in the first second.</summary>
internal struct ByteRate
{
    private const int Steps = 8;
    private const long StepMicroseconds = 1_000_000 / Steps;

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
        for (var i = 0; i < Steps; i++) sum += bytes[i];
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
