using System.Threading.Channels;

namespace MeetingHub.Media.Hosting;

/// <summary>From the loop to the host. The loop never waits for a slow reader.</summary>
internal sealed class NoticeQueue
{
    private const int Capacity = 16_384;

    /// <summary>From here on levels are left out: the next ones come in a fifth of a second.</summary>
    private const int Crowded = Capacity / 4;

    private readonly Channel<MediaNotice> channel = Channel.CreateBounded<MediaNotice>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true, SingleWriter = true });

    public ChannelReader<MediaNotice> Reader => channel.Reader;

    public void Tell(MediaNotice notice)
    {
        if (notice is AudioLevels && channel.Reader.Count > Crowded) return;
        channel.Writer.TryWrite(notice);
    }

    public void Complete() => channel.Writer.TryComplete();
}
