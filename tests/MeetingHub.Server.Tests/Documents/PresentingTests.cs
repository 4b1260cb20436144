using System.Net;
using System.Net.Http.Headers;
using MeetingHub.Domain;
using MeetingHub.Domain.Documents;
using MeetingHub.Domain.Meetings;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Documents;
using MeetingHub.Server.Rooms;
using MeetingHub.Server.Tests.Kit;
using MeetingHub.Server.Tests.Meetings;
using MeetingHub.Server.Tests.Rooms;
using Microsoft.Extensions.DependencyInjection;

namespace MeetingHub.Server.Tests.Documents;

public sealed class PresentingTests
{
    [Fact]
    public async Task A_paper_presented_says_all_that_a_page_needs_to_fetch_it_also_to_who_comes_late()
    {
        await using var office = await Office.OpenAsync();
        var meeting = (await office.ScheduledAsync()).Id;
        var paper = await DocumentTests.AddAsync(office, meeting, "Báo cáo tiến độ.pdf", Paperwork.Pdf());
        await using var chair = await StartAsync(office, meeting);

        await chair.DoAsync(new PresentDocument(paper.Id, Pages: 3));
        await chair.DoAsync(new TurnPage(paper.Id, 2));
        await using var late = await RoomPage.EnterAsync(office.MemberPage, meeting);

        var shown = late.State.Presentation!;
        Assert.Equal((chair.Me, 2), (shown.Participant, shown.Page));
        Assert.Equal(new PresentedDocument(paper.Id, 1, "Báo cáo tiến độ.pdf", paper.Size, 3), shown.Document);
    }

    [Fact]
    public async Task A_newer_version_leaves_the_presented_one_on_the_stage_and_within_reach()
    {
        await using var office = await Office.OpenAsync();
        var meeting = (await office.ScheduledAsync()).Id;
        var paper = await DocumentTests.AddAsync(office, meeting, "a.pdf", Paperwork.Pdf("một"));
        await using var chair = await StartAsync(office, meeting);
        await chair.DoAsync(new PresentDocument(paper.Id));

        await DocumentTests.AddAsync(office, meeting, "a.pdf", Paperwork.Pdf("hai"));

        var shown = chair.State.Presentation!.Document;
        var path = $"/api/meetings/{meeting}/documents/{shown.Id}?version={shown.Version}";
        Assert.Equal(Paperwork.Pdf("một"), await office.MemberPage.Http.GetByteArrayAsync(path));
    }

    [Fact]
    public async Task What_is_no_pdf_or_of_another_meeting_is_refused()
    {
        await using var office = await Office.OpenAsync();
        var (meeting, another) = ((await office.ScheduledAsync()).Id, (await office.ScheduledAsync()).Id);
        var picture = await DocumentTests.AddAsync(office, meeting, "a.png", Paperwork.Png());
        var foreign = await DocumentTests.AddAsync(office, another, "a.pdf", Paperwork.Pdf());
        await using var chair = await StartAsync(office, meeting);

        foreach (var document in (DocumentId[])[picture.Id, foreign.Id])
            Assert.Equal(RejectionCodes.NotFound, (await chair.ExecuteAsync(new PresentDocument(document))).Rejection?.Code);
    }

    [Fact]
    public async Task A_program_presents_and_turns_by_rest_and_who_may_not_is_told()
    {
        await using var office = await Office.OpenAsync();
        var meeting = (await office.ScheduledAsync()).Id;
        var paper = await DocumentTests.AddAsync(office, meeting, "a.pdf", Paperwork.Pdf());
        await using var chair = await StartAsync(office, meeting);
        await using var member = await RoomPage.EnterAsync(office.MemberPage, meeting);

        using var refused = await CommandAsync(office.MemberPage, meeting, new PresentDocument(paper.Id));
        using var presented = await CommandAsync(office.ChairPage, meeting, new PresentDocument(paper.Id, Page: 4));

        await Browser.RefusedAsync(refused, HttpStatusCode.Forbidden, RejectionCodes.NotAllowed);
        Assert.Equal(HttpStatusCode.OK, presented.StatusCode);
        await member.HoldsAsync(() => member.State.Presentation?.Page == 4);
    }

    [Fact]
    public async Task The_page_outlives_a_server_that_is_killed()
    {
        await using var office = await Office.OpenAsync();
        var meeting = (await office.ScheduledAsync()).Id;
        var paper = await DocumentTests.AddAsync(office, meeting, "a.pdf", Paperwork.Pdf());
        await using var chair = await StartAsync(office, meeting);
        await chair.DoAsync(new PresentDocument(paper.Id, Pages: 9));
        await chair.DoAsync(new TurnPage(paper.Id, 7));

        // Another process takes over the folder while the first still stands: nothing was stopped or finished.
        await using var next = await ServerHost.StartAsync(
            builder => builder.Services.AddSingleton<TimeProvider>(office.Host.Clock), ("Data", office.Host.DataPath));
        using var browser = await next.SignInAsAsync(office.Chair);
        await using var back = await RoomPage.EnterAsync(browser, meeting);

        Assert.Equal(7, back.State.Presentation?.Page);
        await back.DoAsync(new TurnPage(paper.Id, 8));
    }

    [Fact]
    public async Task Looking_on_while_a_paper_is_presented_is_one_opening_however_long_it_takes()
    {
        await using var office = await Office.OpenAsync();
        var meeting = (await office.ScheduledAsync()).Id;
        var paper = await DocumentTests.AddAsync(office, meeting, "a.pdf", Paperwork.Pdf());
        await using var chair = await StartAsync(office, meeting);
        var path = $"/api/meetings/{meeting}/documents/{paper.Id}";
        await chair.DoAsync(new PresentDocument(paper.Id));

        for (var look = 0; look < 4; look++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Range = new RangeHeaderValue(0, 4) } };
            using var part = await office.MemberPage.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
            office.Host.Clock.Advance(TimeSpan.FromMinutes(8));
        }

        var openings = await office.SecretaryPage.GetAsync<Page<DocumentOpeningView>>(path + "/openings");
        Assert.Equal(office.Member.Id, Assert.Single(openings.Items).Person.Id);
    }

    [Fact]
    public async Task Who_was_not_invited_sees_no_page_of_it()
    {
        await using var office = await Office.OpenAsync();
        var meeting = (await office.ScheduledAsync()).Id;
        var paper = await DocumentTests.AddAsync(office, meeting, "a.pdf", Paperwork.Pdf());
        await using var chair = await StartAsync(office, meeting);
        await chair.DoAsync(new PresentDocument(paper.Id));

        using var response = await office.OtherPage.Http.GetAsync($"/api/meetings/{meeting}/documents/{paper.Id}?version=1");

        await Browser.RefusedAsync(response, HttpStatusCode.NotFound, RejectionCodes.NotFound);
    }

    private static async Task<RoomPage> StartAsync(Office office, MeetingId meeting)
    {
        var chair = await RoomPage.EnterAsync(office.ChairPage, meeting);
        await chair.DoAsync(new StartMeeting());
        return chair;
    }

    private static Task<HttpResponseMessage> CommandAsync(Browser page, MeetingId meeting, RoomCommand command) =>
        page.PostAsync($"/api/meetings/{meeting}/commands", new ExecuteRequest(CommandId.From(Guid.NewGuid()), command));
}
