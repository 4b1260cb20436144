namespace MeetingHub.Media.Forwarding;

/// <summary>
/// The wake-ups of many, the earliest first: a binary heap whose members know their place, so that one that is brought forward moves
/// and none is searched. A walk over all peers at the deadline of each would grow with their square.
/// </summary>
internal sealed class Agenda
{
    private Wakeup[] heap = new Wakeup[16];
    private int count;

    public Timestamp Next => count == 0 ? Wakeup.Never : heap[0].At;

    /// <summary>Takes out one that is due, the earliest, and resets it; null when none is.</summary>
    public Wakeup? Take(Timestamp now)
    {
        if (Next > now) return null;
        var due = heap[0];
        due.Reset();
        return due;
    }

    /// <summary>Puts a wake-up where it belongs now that its time is earlier than it was.</summary>
    internal void Advance(Wakeup wakeup)
    {
        if (wakeup.Place < 0)
        {
            if (count == heap.Length) Array.Resize(ref heap, count * 2);
            wakeup.Place = count++;
        }

        Rise(wakeup);
    }

    internal void Remove(Wakeup wakeup)
    {
        var place = wakeup.Place;
        if (place < 0) return;
        wakeup.Place = -1;
        var last = heap[--count];
        heap[count] = null!;
        if (last == wakeup) return;
        last.Place = place;
        Rise(last);
        Sink(last);
    }

    private void Rise(Wakeup wakeup)
    {
        var place = wakeup.Place;
        for (var above = (place - 1) / 2; place > 0 && heap[above].At > wakeup.At; above = (place - 1) / 2)
        {
            Put(heap[above], place);
            place = above;
        }

        Put(wakeup, place);
    }

    private void Sink(Wakeup wakeup)
    {
        var place = wakeup.Place;
        for (var below = 2 * place + 1; below < count; below = 2 * place + 1)
        {
            if (below + 1 < count && heap[below + 1].At < heap[below].At) below++;
            if (heap[below].At >= wakeup.At) break;
            Put(heap[below], place);
            place = below;
        }

        Put(wakeup, place);
    }

    private void Put(Wakeup wakeup, int place)
    {
        heap[place] = wakeup;
        wakeup.Place = place;
    }
}
