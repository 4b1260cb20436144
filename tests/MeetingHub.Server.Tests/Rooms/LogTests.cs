using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using MeetingHub.Domain;
using MeetingHub.Domain.Agenda;
using MeetingHub.Domain.Chat;
using MeetingHub.Domain.Floor;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Attendance;
using MeetingHub.Server.Rooms;
using MeetingHub.Server.Rooms.Logs;
using MeetingHub.Server.Tests.Kit;
using Microsoft.EntityFrameworkCore;

namespace MeetingHub.Server.Tests.Rooms;

/// <summary>The rules of the log, one by one.</summary>
public sealed class LogTests
{
    [Fact]
    public async Task State_is_the_fold_of_what_is_on_disk()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var member = await scene.EnterAsync(scene.Member);
        await using var chair = await scene.StartAsync();
        await chair.DoAsync(new GiveFloor(member.Me, LimitSeconds: 60));

        var stored = await scene.LogAsync();

        Assert.Equal(Enumerable.Range(1, stored.Count).Select(i => (long)i), stored.Select(e => e.Revision));
        Assert.Equal(chair.State.Hash(), MeetingState.Before(scene.Meeting).After(stored).AsSeenBy(chair.State.ViewerOf(chair.Me)!.Value).Hash());
    }

    [Fact]
    public async Task Nobody_hears_of_what_could_not_be_written()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var member = await scene.EnterAsync(scene.Member);
        await using var chair = await scene.StartAsync();
        await scene.Host.WithDbAsync(db => db.Database.ExecuteSqlRawAsync(
            "CREATE TRIGGER full BEFORE INSERT ON meeting_events WHEN NEW.type = 'handRaised' BEGIN SELECT RAISE(ABORT, 'disk full'); END"));
        var before = member.State.Revision;

        await Assert.ThrowsAsync<Testing.HubErrorException>(() => member.ExecuteAsync(new RaiseHand()));
        await chair.Closed.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.DoesNotContain(chair.Log, e => e.Event is HandRaised);
        Assert.DoesNotContain(await scene.LogAsync(), e => e.Event is HandRaised);
        await scene.Host.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER full"));
        await using var back = await scene.EnterAsync(scene.Member, member);
        await back.DoAsync(new RaiseHand());
        Assert.True(back.State.Revision > before);
    }

    [Fact]
    public async Task A_room_that_has_another_owner_can_write_no_more()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var chair = await scene.StartAsync();
        await scene.Host.WithDbAsync(db => db.Set<StoredRoom>().ExecuteUpdateAsync(set => set.SetProperty(r => r.Epoch, r => r.Epoch + 1)));
        var known = (await scene.LogAsync()).Count;

        await Assert.ThrowsAsync<Testing.HubErrorException>(() => chair.ExecuteAsync(new OpenAgendaItem(scene.FirstItem)));
        await chair.Closed.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(known, (await scene.LogAsync()).Count);
    }

    [Fact]
    public async Task A_repeated_command_gets_the_first_answer_and_is_not_done_again()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var chair = await scene.StartAsync();
        var id = CommandId.From(Guid.NewGuid());

        var first = await chair.ExecuteAsync(new RaiseHand(), id);
        await chair.DoAsync(new LowerHand());
        var again = await chair.ExecuteAsync(new RaiseHand(), id);

        Assert.NotNull(first.Revision);
        Assert.Equal(first.Revision, again.Revision);
        Assert.Single(await scene.LogAsync(), e => e.Event is HandRaised);
    }

    [Fact]
    public async Task A_command_repeated_after_a_crash_gets_the_first_answer()
    {
        await using var scene = await RoomScene.SetAsync();
        var chair = await scene.StartAsync();
        var id = CommandId.From(Guid.NewGuid());
        var first = await chair.ExecuteAsync(new RaiseHand(), id);

        await scene.CrashAsync();
        await using var back = await scene.EnterAsync(scene.Chair, chair);
        var again = await back.ExecuteAsync(new RaiseHand(), id);

        Assert.Equal(first.Revision, again.Revision);
        Assert.Single(await scene.LogAsync(), e => e.Event is HandRaised);
    }

    [Fact]
    public async Task Someone_elses_command_id_is_refused()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var member = await scene.EnterAsync(scene.Member);
        await using var chair = await scene.StartAsync();
        var id = CommandId.From(Guid.NewGuid());
        await chair.ExecuteAsync(new RaiseHand(), id);

        var answer = await member.ExecuteAsync(new RaiseHand(), id);

        Assert.Equal(RejectionCodes.CommandIdTaken, answer.Rejection?.Code);
    }

    [Fact]
    public async Task After_a_reconnect_a_page_gets_what_it_missed_and_nothing_twice()
    {
        await using var scene = await RoomScene.SetAsync();
        var member = await scene.EnterAsync(scene.Member);
        await using var chair = await scene.StartAsync();
        await member.ReachesAsync(chair.State.Revision);
        var known = member.State.Revision;
        member.Break();
        await chair.DoAsync(new RaiseHand());
        await chair.DoAsync(new PostChat(ChatMessageId.From(Guid.NewGuid()), "Xin chờ một phút"));

        await using var back = await scene.EnterAsync(scene.Member, member);
        await chair.ReachesAsync(back.State.Revision);

        Assert.Null(back.Welcome.State);
        Assert.Equal(known + 1, back.Log[0].Revision);
        Assert.Contains("Xin chờ một phút", back.Texts.Values);
        await back.ReachesAsync(chair.State.Revision);
        Assert.Equal(chair.State.Hash(), back.State.Hash());
    }

    [Fact]
    public async Task A_page_of_another_contract_gets_a_snapshot_and_the_servers_hash()
    {
        await using var scene = await RoomScene.SetAsync();
        var member = await scene.EnterAsync(scene.Member);
        await using var page = await RoomPage.OpenAsync(scene.Member);

        var answer = await page.EnterAsync(scene.Meeting, member, contractHash: "0000000000000000");

        Assert.NotNull(answer.Welcome?.State);
        Assert.Equal(RoomContract.Hash, answer.Welcome.ContractHash);
    }

    [Fact]
    public async Task A_page_that_claims_to_know_the_future_gets_a_snapshot()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var page = await RoomPage.OpenAsync(scene.Member);

        var answer = await page.Hub.CallAsync<EnterAnswer>(
            nameof(RoomHub.Enter), new EnterRequest(scene.Meeting, RoomContract.Hash, Revision: 1_000_000));

        Assert.NotNull(answer.Welcome?.State);
    }

    [Fact]
    public async Task What_is_for_chair_and_secretary_leaves_the_server_for_nobody_else()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var member = await scene.EnterAsync(scene.Member);
        await using var secretary = await scene.EnterAsync(scene.Secretary);
        await using var chair = await scene.StartAsync();

        var said = await secretary.DoAsync(new PostChat(ChatMessageId.From(Guid.NewGuid()), "Chưa đủ số liệu", ChatAudience.ChairAndSecretaries));
        await Task.WhenAll(member.ReachesAsync(said), chair.ReachesAsync(said));
        await using var later = await scene.EnterAsync(scene.Other);
        var log = await scene.Member.GetAsync<LogPage>($"/api/meetings/{scene.Meeting}/log?after={said - 1}");

        Assert.Contains("Chưa đủ số liệu", chair.Texts.Values);
        Assert.Empty(member.Texts);
        Assert.IsType<Withheld>(member.Log.Single(e => e.Revision == said).Event);
        Assert.Null(member.Log.Single(e => e.Revision == said).By);
        Assert.IsType<Withheld>(log.Batch.Events[0].Event);
        Assert.Empty(log.Batch.Texts);
        Assert.Empty(later.Welcome.Chat.Messages);
        Assert.Equal(0, later.Welcome.State!.StaffChatCount);
    }

    [Fact]
    public async Task A_wish_to_hear_someone_reaches_that_one_alone()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var member = await scene.EnterAsync(scene.Member);
        await using var other = await scene.EnterAsync(scene.Other);
        await using var chair = await scene.StartAsync();

        var asked = await chair.DoAsync(new AskToUnmute(member.Me));
        await Task.WhenAll(member.ReachesAsync(asked), other.ReachesAsync(asked));

        Assert.IsType<UnmuteAsked>(member.Log.Single(e => e.Revision == asked).Event);
        Assert.IsType<Withheld>(other.Log.Single(e => e.Revision == asked).Event);
        Assert.Equal(other.State.Hash(), chair.State.AsSeenBy(chair.State.ViewerOf(other.Me)!.Value).Hash());
    }

    public static TheoryData<string, MeetingRole> EventsAndRoles()
    {
        var data = new TheoryData<string, MeetingRole>();
        foreach (var type in EventTypes().Keys)
        {
            foreach (var role in Enum.GetValues<MeetingRole>())
                data.Add(type, role);
        }
        return data;
    }

    /// <summary>Whoever adds an event has to say here if it is not for everybody.</summary>
    [Theory]
    [MemberData(nameof(EventsAndRoles))]
    public void Every_event_is_cut_for_every_role(string type, MeetingRole role)
    {
        var me = new Viewer(ParticipantId.From(Guid.NewGuid()), role);
        MeetingEvent happened = type switch
        {
            "chatPosted" => new ChatPosted(ChatMessageId.From(Guid.NewGuid()), "", ChatAudience.ChairAndSecretaries),
            "unmuteAsked" => new UnmuteAsked(ParticipantId.From(Guid.NewGuid())),
            _ => (MeetingEvent)RuntimeHelpers.GetUninitializedObject(EventTypes()[type]),
        };
        var isSecret = type is "unmuteAsked" || (type is "chatPosted" or "speechMeasured" && role is MeetingRole.Member);

        var batch = EventBatches.Cut([new LoggedEvent(7, DateTimeOffset.UnixEpoch, happened, me.Participant)], new Dictionary<string, string>
        {
            [(happened as ChatPosted)?.Message.ToString() ?? ""] = "secret",
        }, me);

        Assert.Equal(7, batch.Events.Single().Revision);
        Assert.Equal(isSecret || type is "withheld", batch.Events.Single().Event is Withheld);
        Assert.Equal(type is "chatPosted" && !isSecret, batch.Texts.Count > 0);
    }

    [Fact]
    public async Task Rest_and_hub_give_the_same_answer_to_the_same_command()
    {
        await using var scene = await RoomScene.SetAsync();
        await using var chair = await scene.StartAsync();
        var id = CommandId.From(Guid.NewGuid());
        var path = $"/api/meetings/{scene.Meeting}/commands";

        var byHub = await chair.ExecuteAsync(new RaiseHand(), id);
        using var response = await scene.Chair.PostAsync(path, new ExecuteRequest(id, new RaiseHand()));
        var byRest = await Browser.ReadAsync<ExecuteAnswer>(response);
        using var refused = await scene.Chair.PostAsync(path, new ExecuteRequest(CommandId.From(Guid.NewGuid()), new RaiseHand()));
        using var outside = await scene.Stranger.PostAsync(path, new ExecuteRequest(CommandId.From(Guid.NewGuid()), new RaiseHand()));

        Assert.Equal(byHub.Revision, byRest.Revision);
        await Browser.RefusedAsync(refused, HttpStatusCode.UnprocessableEntity, (await chair.ExecuteAsync(new RaiseHand())).Rejection!.Code);
        await Browser.RefusedAsync(outside, HttpStatusCode.Forbidden, RejectionCodes.NotInMeeting);
    }

    [Fact]
    public async Task Projections_are_the_same_after_they_are_dropped_and_replayed()
    {
        await using var scene = await RoomScene.SetAsync();
        var member = await scene.EnterAsync(scene.Member);
        await using var chair = await scene.StartAsync();
        scene.Clock.Advance(TimeSpan.FromMinutes(3));
        await member.Hub.CallAsync(nameof(RoomHub.Leave));
        scene.Clock.Advance(TimeSpan.FromMinutes(1));
        await using var back = await scene.EnterAsync(scene.Member);
        var before = await scene.StaysAsync();

        await scene.Host.WithDbAsync(async db =>
        {
            await db.Set<AttendanceStay>().ExecuteDeleteAsync();
            await Projections.ReplayAsync(db, scene.Meeting, CancellationToken.None);
            return true;
        });

        Assert.Equal(3, before.Count);
        Assert.Equal(before, await scene.StaysAsync());
    }

    private static Dictionary<string, Type> EventTypes() => typeof(MeetingEvent).GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToDictionary(a => (string)a.TypeDiscriminator!, a => a.DerivedType, StringComparer.Ordinal);
}
