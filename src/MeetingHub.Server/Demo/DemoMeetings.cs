using MeetingHub.Domain;
using MeetingHub.Domain.Meetings;
using MeetingHub.Server.Agenda;
using MeetingHub.Server.Documents;
using MeetingHub.Server.Meetings;
using MeetingHub.Server.People;
using MeetingHub.Server.Problems;
using MeetingHub.Server.StandUps;

namespace MeetingHub.Server.Demo;

/// <summary>A briefing that is being prepared, with its papers, and the stand-up of one division.</summary>
internal sealed class DemoMeetings(
    MeetingPlans plans, AgendaItems agenda, MeetingPapers papers, StandUpAnswers answers, TimeProvider clock)
{
    private static readonly TimeSpan LocalTime = TimeSpan.FromHours(7);

    /// <param name="people">By account.</param>
    public async Task PlantAsync(IReadOnlyDictionary<string, PersonId> people, DepartmentId division, CancellationToken ct)
    {
        await PlantBriefingAsync(people, ct);
        await PlantStandUpAsync(people, division, ct);
    }

    private async Task PlantBriefingAsync(IReadOnlyDictionary<string, PersonId> people, CancellationToken ct)
    {
        var secretary = new Caller(people["trang.pt"], PersonRole.Secretary, Guid.Empty);
        var briefing = Accepted(await plans.CreateAsync(secretary, new PlanMeetingRequest(
            "Họp giao ban công tác tháng", MeetingKind.Briefing, NextWorkingDay().AddHours(8.5), 90, people["ha.ntt"], people["trang.pt"],
            [.. people.Values], [], "Phòng họp tầng 2 và trực tuyến"), ct));

        (string Title, int Minutes, string Presenter, string Notes)[] items =
        [
            ("Kết quả công tác tháng, nhiệm vụ trọng tâm tháng tới", 25, "trang.pt", "Đại biểu đọc báo cáo trước; tại cuộc họp chỉ nêu **việc còn vướng**."),
            ("Giải ngân vốn sự nghiệp khoa học và công nghệ", 15, "lan.ht", "Từng nhiệm vụ chậm: lý do, thời hạn, người chịu trách nhiệm."),
            ("Nhiệm vụ khoa học cấp tỉnh đến hạn nghiệm thu", 15, "mai.nt", ""),
            ("Dự thảo kế hoạch chuyển đổi số nội bộ", 20, "oanh.ptk", "Xin ý kiến về:\n\n- mức trang bị cho từng phòng;\n- lộ trình bỏ tài liệu giấy."),
            ("Phủ sóng di động các bản vùng lõm", 10, "uoc.dv", ""),
        ];
        AgendaView? after = null;
        foreach (var (title, minutes, presenter, notes) in items)
            after = Accepted(await agenda.AddAsync(secretary, briefing.Id, new AddAgendaItemRequest(title, minutes, people[presenter], notes), ct));

        await AttachAsync(secretary, briefing.Id, after!.Items[0].Id, DemoPapers.Report, ct);
        await AttachAsync(secretary, briefing.Id, after.Items[3].Id, DemoPapers.Draft, ct);
        await ScheduleAsync(secretary, briefing, ct);
    }

    private async Task PlantStandUpAsync(IReadOnlyDictionary<string, PersonId> people, DepartmentId division, CancellationToken ct)
    {
        var head = new Caller(people["oanh.ptk"], PersonRole.Leader, Guid.Empty);
        var standUp = Accepted(await plans.CreateAsync(head, new PlanMeetingRequest(
            "Họp nhanh hằng ngày Phòng Chuyển đổi số", MeetingKind.StandUp, NextWorkingDay().AddHours(8), 15, people["oanh.ptk"], people["duc.lm"],
            [people["khoa.vd"], people["cuong.dm"]], [division]), ct));
        await ScheduleAsync(head, standUp, ct);

        var member = new Caller(people["duc.lm"], PersonRole.Member, Guid.Empty);
        Accepted(await answers.AnswerAsync(member, standUp.Id, new AnswerStandUpRequest(
            "Kiểm tra xong chữ ký số của 6 phòng.", "Cài đặt máy tính bảng cho Văn phòng.", "Chưa có danh sách người dùng của Phòng Kế hoạch - Tài chính.", 0), ct));
    }

    private async Task AttachAsync(Caller caller, MeetingId meeting, AgendaItemId item, DemoPaper paper, CancellationToken ct)
    {
        await using var pdf = DemoPapers.Render(paper, clock.GetUtcNow());
        Accepted(await papers.AddAsync(caller, meeting, item, paper.FileName, Marking.None, pdf.Length, pdf, ct));
    }

    private async Task ScheduleAsync(Caller caller, MeetingDetail meeting, CancellationToken ct) =>
        Accepted(await plans.TakeAsync(caller, meeting.Id, PlanStep.Schedule, new PlanStepRequest(meeting.Revision), ct));

    /// <summary>At least a day ahead, so that a demo started in the evening still has its meeting before it.</summary>
    private DateTime NextWorkingDay()
    {
        var day = clock.GetUtcNow().ToOffset(LocalTime).Date.AddDays(1);
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            day = day.AddDays(1);
        return DateTime.SpecifyKind(day, DateTimeKind.Unspecified);
    }

    private static T Accepted<T>(Outcome<T> outcome)
        where T : class =>
        outcome.Value ?? throw new InvalidOperationException($"The demo is refused: {outcome.Rejection!.Code}.");
}
