using MeetingHub.Domain.Agenda;
using MeetingHub.Domain.Floor;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Tests.Rooms;

namespace MeetingHub.Domain.Tests.Floor;

public sealed class SpeechTests
{
    [Fact]
    public void Speech_adds_up_by_participant_and_agenda_item()
    {
        var room = TestRoom.Running();
        room.Do(new MeasureSpeech([new Speech(room.Chair, 500)]));
        room.Accept(room.Chair, new OpenAgendaItem(room.Items[0]));
        room.Do(new MeasureSpeech([new Speech(room.Chair, 1_000), new Speech(room.Member(0), 30_000)]));
        room.Do(new MeasureSpeech([new Speech(room.Member(0), 12_000)]));
        room.Accept(room.Chair, new OpenAgendaItem(room.Items[1]));
        room.Do(new MeasureSpeech([new Speech(room.Member(0), 7)]));

        Assert.Equal(
            [
                new SpokenTime(room.Chair, 500), new SpokenTime(room.Chair, 1_000, room.Items[0]),
                new SpokenTime(room.Member(0), 42_000, room.Items[0]), new SpokenTime(room.Member(0), 7, room.Items[1]),
            ],
            room.State.SpokenTimes);
    }

    [Fact]
    public void Nothing_is_written_for_silence_strangers_or_a_meeting_that_does_not_run()
    {
        var room = TestRoom.Waiting();

        Assert.Empty(room.Do(new MeasureSpeech([new Speech(room.Chair, 500)])).Events);
        room.Accept(room.Chair, new StartMeeting());
        Assert.Empty(room.Do(new MeasureSpeech([new Speech(room.Chair, 0), new Speech(room.New<ParticipantId>(), 500)])).Events);
        room.Accept(room.Chair, new EndMeeting());
        Assert.Empty(room.Do(new MeasureSpeech([new Speech(room.Chair, 500)])).Events);
    }

    [Fact]
    public void A_member_is_not_shown_how_long_others_have_spoken()
    {
        var room = TestRoom.Running();
        room.Do(new MeasureSpeech([new Speech(room.Member(0), 500)]));

        Assert.Empty(room.State.AsSeenBy(room.State.ViewerOf(room.Member(0))!.Value).SpokenTimes);
        Assert.Single(room.State.AsSeenBy(room.State.ViewerOf(room.Secretary)!.Value).SpokenTimes);
    }
}
