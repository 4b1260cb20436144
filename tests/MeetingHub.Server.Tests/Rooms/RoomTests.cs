using MeetingHub.Domain;
using MeetingHub.Domain.Agenda;
using MeetingHub.Domain.Attendance;
using MeetingHub.Domain.Chat;
using MeetingHub.Domain.Floor;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Rooms;
using MeetingHub.Server.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace MeetingHub.Server.Tests.Rooms;

public sealed class RoomTests
{
    [Fact]
    public async Task What_one_does_all_fold_alike()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var member = await scene.EnterAsync(scene.Member);
        await using var chair = await scene.EnterAsync(scene.Chair);

        await chair.DoAsync(new StartMeeting());
        await chair.DoAsync(new OpenAgendaItem(scene.FirstItem));
        var last = await member.DoAsync(new RaiseHand());
        await chair.ReachesAsync(last);

        Assert.Equal(chair.State.Hash(), member.State.Hash());
        Assert.Equal(scene.FirstItem, member.State.OpenItem);
        Assert.Equal([member.Me], chair.State.Hands.Select(h => h.Participant));
    }

    [Fact]
    public async Task A_member_waits_for_the_chair_and_cannot_start()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var member = await scene.EnterAsync(scene.Member);

        var answer = await member.ExecuteAsync(new StartMeeting());

        Assert.Equal(RejectionCodes.NotAllowed, answer.Rejection?.Code);
        Assert.Equal(RoomPhase.Waiting, member.State.Phase);
    }

    [Fact]
    public async Task Whoever_was_not_invited_stays_out_and_learns_nothing()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var page = await RoomPage.OpenAsync(scene.Stranger);

        var answer = await page.EnterAsync(scene.Meeting);

        Assert.Equal(RejectionCodes.NotInvited, answer.Rejection?.Code);
        Assert.Null(answer.Welcome);
    }

    [Fact]
    public async Task An_unknown_meeting_gets_no_room()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var page = await RoomPage.OpenAsync(scene.Chair);

        var answer = await page.EnterAsync(MeetingId.From(Guid.NewGuid()));

        Assert.Equal(RejectionCodes.NotFound, answer.Rejection?.Code);
        Assert.Empty(await scene.RoomsOnDiskAsync());
    }

    [Fact]
    public async Task Who_is_not_in_the_meeting_is_refused_and_it_is_logged_once()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var page = await RoomPage.OpenAsync(scene.Chair);

        var first = await page.ExecuteAsync(new StartMeeting());
        var second = await page.ExecuteAsync(new RaiseHand());

        Assert.Equal(RejectionCodes.NotInMeeting, first.Rejection?.Code);
        Assert.Equal(RejectionCodes.NotInMeeting, second.Rejection?.Code);
        Assert.Single(scene.Host.Log.All, line => line.Contains("[2002]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_removed_participant_is_told_sent_away_and_kept_out()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var member = await scene.EnterAsync(scene.Member);
        await using var chair = await scene.StartAsync();

        await chair.DoAsync(new RemoveParticipant(member.Me));
        var sentAway = await member.HearsAsync<SentAway>();
        await member.Closed.WaitAsync(TimeSpan.FromSeconds(10));
        await using var again = await RoomPage.OpenAsync(scene.Member);
        var answer = await again.EnterAsync(scene.Meeting);

        Assert.Equal(SentAwayReason.Removed, sentAway.Reason);
        Assert.Equal(RejectionCodes.WasRemoved, answer.Rejection?.Code);
    }

    [Fact]
    public async Task Signing_out_ends_the_connection_and_counts_as_leaving()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var member = await scene.EnterAsync(scene.Member);
        await using var chair = await scene.StartAsync();

        await using (var scope = scene.Host.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<Sessions>().EndAllAsync(scene.MemberPerson.Id, CancellationToken.None);
        await member.Closed.WaitAsync(TimeSpan.FromSeconds(10));
        await chair.HoldsAsync(() => chair.State.Find(member.Me) is { IsIn: false });

        Assert.Contains(member.Moments, m => m is SentAway { Reason: SentAwayReason.SignedOut });
    }

    [Fact]
    public async Task Taking_the_microphone_in_a_second_window_mutes_the_first()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var first = await scene.EnterAsync(scene.Member);
        await using var second = await scene.EnterAsync(scene.Member);

        await first.DoAsync(new Unmute());
        var before = first.State.Find(first.Me)!.Sound;
        await second.DoAsync(new Unmute());

        Assert.Equal(first.Me, second.Me);
        Assert.Equal(first.Welcome.Connection, before);
        Assert.Equal(second.Welcome.Connection, second.State.Find(second.Me)!.Sound);
    }

    [Fact]
    public async Task Devices_of_a_window_are_shown_to_the_others_and_to_who_comes_later()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var member = await scene.EnterAsync(scene.Member);
        await using var chair = await scene.EnterAsync(scene.Chair);

        await member.Hub.CallAsync(nameof(RoomHub.SetSources), new SourcesRequest(Microphone: true, Camera: true, Screen: false));
        var heard = await chair.HearsAsync<SourcesNow>();
        await using var later = await scene.EnterAsync(scene.Secretary);

        Assert.Equal((member.Welcome.Connection, true, false), (heard.Sources.Connection, heard.Sources.Camera, heard.Sources.Screen));
        Assert.Equal([heard.Sources], later.Welcome.Sources);
    }

    [Fact]
    public async Task Names_come_with_the_welcome_and_before_the_event_that_needs_a_new_one()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var chair = await scene.EnterAsync(scene.Chair);

        await using var member = await scene.EnterAsync(scene.Member);
        await chair.HoldsAsync(() => chair.State.Participants.Count == 2);

        Assert.Equal(["Lê Văn Cường"], chair.Welcome.People.Select(p => p.Name));
        Assert.Equal(["Phạm Minh Đức"], chair.Moments.OfType<PeopleAdded>().SelectMany(m => m.People).Select(p => p.Name));
    }

    [Fact]
    public async Task Chat_is_there_for_who_comes_later_and_in_pages_backwards()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var chair = await scene.EnterAsync(scene.Chair);
        for (var i = 0; i < 55; i++)
            await chair.DoAsync(new PostChat(ChatMessageId.From(Guid.NewGuid()), $"Tin {i}"));

        await using var member = await scene.EnterAsync(scene.Member);
        var newest = member.Welcome.Chat;
        var older = await scene.Member.GetAsync<Chat.ChatPage>($"/api/meetings/{scene.Meeting}/chat?before={newest.Before}");

        Assert.Equal(Enumerable.Range(5, 50).Select(i => $"Tin {i}"), newest.Messages.Select(m => m.Text));
        Assert.Equal(Enumerable.Range(0, 5).Select(i => $"Tin {i}"), older.Messages.Select(m => m.Text));
        Assert.Null(older.Before);
    }
}
