using MeetingHub.Domain;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Rooms;
using MeetingHub.Domain.StandUps;
using MeetingHub.Domain.Text;
using MeetingHub.Server.Data;
using MeetingHub.Server.Meetings;
using MeetingHub.Server.People;
using MeetingHub.Server.Problems;
using MeetingHub.Server.Rooms;
using Microsoft.EntityFrameworkCore;
using Seat = MeetingHub.Server.Meetings.Seat;

namespace MeetingHub.Server.StandUps;

/// <summary>What the invitees of a stand-up write beforehand; open until the meeting ends.</summary>
internal sealed class StandUpAnswers(MeetingDb db, LiveRooms rooms, TimeProvider clock)
{
    /// <summary>One line for each seat that reports, in the order in which people are called.</summary>
    public async Task<Outcome<IReadOnlyList<StandUpAnswerView>>> ReadAsync(Caller caller, MeetingId id, CancellationToken ct)
    {
        if (await MeetingAccess.FindAsync(db, id, caller, ct) is not { } access)
            return Rejection.NotFound("meeting");
        if (access.Meeting.Kind != MeetingKind.StandUp)
            return new Rejection(RejectionCodes.NotAStandUp);
        var rows = await RowsAsync(id, person: null, ct);
        return Outcome<IReadOnlyList<StandUpAnswerView>>.Of([.. rows.OrderByDescending(row => access.Meeting.RoleOf(row.Person.Id))]);
    }

    public async Task<Outcome<StandUpAnswerView>> ReadMineAsync(Caller caller, MeetingId id, CancellationToken ct)
    {
        if (await MeetingAccess.FindAsync(db, id, caller, ct) is not { } access)
            return Rejection.NotFound("meeting");
        if (access.Meeting.Kind != MeetingKind.StandUp)
            return new Rejection(RejectionCodes.NotAStandUp);
        return (await RowsAsync(id, caller.Person, ct)).SingleOrDefault() is { } mine ? mine : new Rejection(RejectionCodes.NotInvited);
    }

    public async Task<Outcome<StandUpAnswerView>> AnswerAsync(Caller caller, MeetingId id, AnswerStandUpRequest request, CancellationToken ct)
    {
        const int max = AnswerStandUpRequest.MaxLength;
        if (!InputText.TryCleanOptional("done", request.Done, max, out var done, out var unfit)
            || !InputText.TryCleanOptional("next", request.Next, max, out var next, out unfit)
            || !InputText.TryCleanOptional("inTheWay", request.InTheWay, max, out var inTheWay, out unfit))
            return unfit!;
        if ((done, next, inTheWay) == ("", "", ""))
            return Rejection.Empty("done");
        SeatId seat;
        await using (var transaction = await db.Database.BeginTransactionAsync(ct))
        {
            if (await MeetingAccess.LockAsync(db, id, caller, ct) is not { } access)
                return Rejection.NotFound("meeting");
            if (Refuse(access) is { } refused)
                return refused;
            seat = access.Seat!.Value;
            var answer = await db.Set<StandUpAnswer>().SingleOrDefaultAsync(a => a.MeetingId == id && a.PersonId == caller.Person, ct);
            if ((answer?.Revision ?? 0) != request.Revision)
                return Outcome<StandUpAnswerView>.ChangedMeanwhile((await RowsAsync(id, caller.Person, ct)).Single());
            answer ??= db.Add(new StandUpAnswer
            {
                MeetingId = id, PersonId = caller.Person, Done = "", Next = "", InTheWay = "", AnsweredAt = default, Revision = 0,
            }).Entity;
            answer.Done = done;
            answer.Next = next;
            answer.InTheWay = inTheWay;
            answer.AnsweredAt = clock.GetUtcNow();
            answer.Revision++;
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }
        await NoteAsync(id, seat, ct);
        return (await RowsAsync(id, caller.Person, ct)).Single();
    }

    /// <summary>A running room notes it for whoever is absent. One that is not running finds the row when the meeting starts.</summary>
    private async Task NoteAsync(MeetingId id, SeatId seat, CancellationToken ct)
    {
        if (rooms.Find(id) is not { State.Phase: RoomPhase.Running } room)
            return;
        try
        {
            await room.ActAsync(new NoteAnswer(seat), ct);
        }
        catch (Exception e) when (e is RoomClosedException or RoomFaultException)
        {
            // It has ended or moved away meanwhile: the answer itself is kept.
        }
    }

    private static Rejection? Refuse(MeetingAccess access) => access switch
    {
        { Meeting.Kind: not MeetingKind.StandUp } => new Rejection(RejectionCodes.NotAStandUp),
        { Seat: null } => new Rejection(RejectionCodes.NotInvited),
        { Meeting.EndedAt: not null } => new Rejection(RejectionCodes.AlreadyEnded),
        { Meeting.Plan: not PlanState.Scheduled } => new Rejection(RejectionCodes.StepNotPossible),
        _ => null,
    };

    private async Task<List<StandUpAnswerView>> RowsAsync(MeetingId id, PersonId? person, CancellationToken ct)
    {
        var rows = await (from seat in db.Set<Seat>().AsNoTracking()
                          join invitee in db.Set<Person>() on seat.PersonId equals invitee.Id
                          join department in db.Set<Department>() on invitee.DepartmentId equals department.Id
                          from answer in db.Set<StandUpAnswer>().Where(a => a.MeetingId == id && a.PersonId == seat.PersonId).DefaultIfEmpty()
                          where seat.MeetingId == id && (person == null || seat.PersonId == person)
                          orderby department.Rank, department.Name, invitee.NameSortKey, invitee.Id
                          select new { seat.Id, Person = new PersonName(invitee.Id, invitee.Name, invitee.Position, department.Name), answer })
            .ToListAsync(ct);
        return rows.ConvertAll(row => row.answer is { } answer
            ? new StandUpAnswerView(row.Id, row.Person, answer.Done, answer.Next, answer.InTheWay, answer.AnsweredAt, answer.Revision)
            : new StandUpAnswerView(row.Id, row.Person, "", "", "", null, 0));
    }
}
