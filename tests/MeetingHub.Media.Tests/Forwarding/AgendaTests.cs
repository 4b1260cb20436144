using MeetingHub.Media.Forwarding;

namespace MeetingHub.Media.Tests.Forwarding;

public sealed class AgendaTests
{
    [Fact]
    public void Whoever_is_due_first_is_taken_first_whatever_was_asked_and_taken_back()
    {
        var random = new Random(3);
        var agenda = new Agenda();
        Wakeup[] all = [.. Enumerable.Range(0, 100).Select(_ => new Wakeup(agenda))];
        var now = 0L;
        for (var step = 0; step < 5_000; step++)
        {
            var one = all[random.Next(all.Length)];
            switch (random.Next(4))
            {
                case 0:
                    one.Reset();
                    break;
                case 1:
                    now += random.Next(50);
                    while (true)
                    {
                        var first = all.MinBy(w => w.At.Microseconds)!;
                        var at = first.At;
                        Assert.Equal(at, agenda.Next);
                        var taken = agenda.Take(new Timestamp(now));
                        Assert.Equal(at.Microseconds <= now, taken is not null);
                        if (taken is null) break;
                        Assert.Equal(Wakeup.Never, taken.At);
                        Assert.True(taken == first || first.At == at);
                    }

                    break;
                default:
                    one.Ask(new Timestamp(now + random.Next(1, 500)));
                    break;
            }
        }
    }

    [Fact]
    public void A_later_request_changes_nothing()
    {
        var agenda = new Agenda();
        var one = new Wakeup(agenda);
        one.Ask(new Timestamp(5));
        one.Ask(new Timestamp(9));
        Assert.Equal(new Timestamp(5), agenda.Next);
    }

    [Fact]
    public void Patient_work_is_done_with_the_first_packet_after_it_is_due()
    {
        var wakeup = new Wakeup(new Agenda());
        var due = new Timestamp(60_000);
        wakeup.AskPatiently(due);
        wakeup.Remind(due, new Timestamp(59_999));
        Assert.Equal(due + Wakeup.Patience, wakeup.At);
        wakeup.Remind(due, new Timestamp(66_000));
        Assert.Equal(new Timestamp(66_000), wakeup.At);
    }

    [Fact]
    public void Who_has_nothing_due_is_not_reminded()
    {
        var wakeup = new Wakeup(new Agenda());
        wakeup.Remind(due: null, new Timestamp(66_000));
        Assert.Equal(Wakeup.Never, wakeup.At);
    }
}
