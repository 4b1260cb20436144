using System.Net;
using System.Net.Http.Headers;
using MeetingHub.Domain;
using MeetingHub.Domain.Rooms;
using MeetingHub.Server.Documents;
using MeetingHub.Server.Tests.Kit;
using MeetingHub.Server.Tests.Meetings;

namespace MeetingHub.Server.Tests.Documents;

public sealed class DocumentTests
{
    [Fact]
    public async Task A_paper_comes_back_as_it_was_sent_and_can_do_nothing_in_the_page()
    {
        await using var office = await Office.OpenAsync();
        var meeting = await office.ScheduledAsync();
        var added = await AddAsync(office, meeting.Id, "Báo cáo tiến độ.pdf", Paperwork.Pdf());

        using var response = await office.MemberPage.Http.GetAsync($"/api/meetings/{meeting.Id}/documents/{added.Id}");

        Assert.Equal(Paperwork.Pdf(), await response.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/pdf", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(("attachment", "Báo cáo tiến độ.pdf"),
            (response.Content.Headers.ContentDisposition?.DispositionType, response.Content.Headers.ContentDisposition?.FileNameStar));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("sandbox; default-src 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
    }

    [Fact]
    public async Task The_same_name_is_a_new_version_and_the_old_one_can_still_be_had()
    {
        await using var office = await Office.OpenAsync();
        var meeting = await office.ScheduledAsync();
        var first = await AddAsync(office, meeting.Id, "Tờ trình.pdf", Paperwork.Pdf("một"));

        var second = await AddAsync(office, meeting.Id, "tờ trình.PDF", Paperwork.Pdf("hai"));

        Assert.Equal((first.Id, 2), (second.Id, second.Version));
        var path = $"/api/meetings/{meeting.Id}/documents/{first.Id}";
        Assert.Equal(Paperwork.Pdf("hai"), await office.MemberPage.Http.GetByteArrayAsync(path));
        Assert.Equal(Paperwork.Pdf("một"), await office.MemberPage.Http.GetByteArrayAsync(path + "?version=1"));
    }

    [Fact]
    public async Task The_same_bytes_sent_twice_are_one_version()
    {
        await using var office = await Office.OpenAsync();
        var meeting = await office.ScheduledAsync();
        await AddAsync(office, meeting.Id, "a.pdf", Paperwork.Pdf());

        var again = await AddAsync(office, meeting.Id, "a.pdf", Paperwork.Pdf());

        Assert.Equal(1, again.Version);
    }

    [Fact]
    public async Task Equal_contents_lie_on_disk_once_and_stay_until_the_last_document_goes()
    {
        await using var office = await Office.OpenAsync();
        var meeting = await office.ScheduledAsync();
        var a = await AddAsync(office, meeting.Id, "a.pdf", Paperwork.Pdf());
        var b = await AddAsync(office, meeting.Id, "b.pdf", Paperwork.Pdf());
        Assert.Single(Contents(office));

        await office.SecretaryPage.Http.DeleteAsync($"/api/meetings/{meeting.Id}/documents/{a.Id}");
        Assert.Single(Contents(office));
        await office.SecretaryPage.Http.DeleteAsync($"/api/meetings/{meeting.Id}/documents/{b.Id}");
        Assert.Empty(Contents(office));
    }

    [Theory]
    [InlineData("trang.html", DocumentCodes.WrongFormat)]
    [InlineData("hinh.svg", DocumentCodes.WrongFormat)]
    [InlineData("macro.docm", DocumentCodes.WrongFormat)]
    [InlineData("cu.doc", DocumentCodes.WrongFormat)]
    [InlineData("anh.png", DocumentCodes.WrongFormat)]
    [InlineData("../.pdf", DocumentCodes.BadName)]
    public async Task A_name_or_content_outside_the_accepted_formats_is_refused(string name, string code)
    {
        await using var office = await Office.OpenAsync();
        var meeting = await office.ScheduledAsync();

        using var response = await SendAsync(office.SecretaryPage, meeting.Id, name, Paperwork.Pdf());

        await Browser.RefusedAsync(response, HttpStatusCode.UnprocessableEntity, code);
        Assert.Empty(Contents(office));
    }

    [Fact]
    public async Task Macros_under_a_harmless_name_and_an_empty_file_are_refused()
    {
        await using var office = await Office.OpenAsync();
        var meeting = await office.ScheduledAsync();

        await Browser.RefusedAsync(await SendAsync(office.SecretaryPage, meeting.Id, "a.docx", Paperwork.Docx("word/vbaProject.bin")),
            HttpStatusCode.UnprocessableEntity, DocumentCodes.HasMacros);
        await Browser.RefusedAsync(await SendAsync(office.SecretaryPage, meeting.Id, "a.pdf", []),
            HttpStatusCode.UnprocessableEntity, DocumentCodes.IsEmpty);
        Assert.Empty(Contents(office));
        Assert.Equal(2, office.Host.Log.All.Count(line => line.Contains("was refused", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_paper_marked_as_a_state_secret_is_refused()
    {
        await using var office = await Office.OpenAsync();
        var meeting = await office.ScheduledAsync();

        using var response = await SendAsync(office.SecretaryPage, meeting.Id, "a.pdf", Paperwork.Pdf(), "&marking=secret");

        await Browser.RefusedAsync(response, HttpStatusCode.UnprocessableEntity, RejectionCodes.StateSecret);
        Assert.Empty(Contents(office));
    }

    [Fact]
    public async Task A_body_that_proves_longer_than_it_may_be_leaves_nothing()
    {
        await using var office = await Office.OpenAsync(settings: ("Documents:MaxFileBytes", "100000"));
        var meeting = await office.ScheduledAsync();
        var body = new StreamContent(new UnknownLength(Paperwork.Pdf(), 200_000));

        using var response = await office.SecretaryPage.Http.PostAsync($"/api/meetings/{meeting.Id}/documents?name=a.pdf", body);

        await Browser.RefusedAsync(response, HttpStatusCode.RequestEntityTooLarge, DocumentCodes.TooLarge);
        Assert.Empty(Directory.EnumerateFiles(office.Host.DataPath + "/documents", "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_meeting_has_a_share_and_old_versions_count()
    {
        await using var office = await Office.OpenAsync(settings: ("Documents:MaxMeetingBytes", "50"));
        var meeting = await office.ScheduledAsync();
        await AddAsync(office, meeting.Id, "a.pdf", Paperwork.Pdf("1"));
        await AddAsync(office, meeting.Id, "a.pdf", Paperwork.Pdf("2"));

        await Browser.RefusedAsync(await SendAsync(office.SecretaryPage, meeting.Id, "a.pdf", Paperwork.Pdf("3")),
            HttpStatusCode.UnprocessableEntity, DocumentCodes.MeetingFull);
    }

    [Fact]
    public async Task Every_opening_is_noted_and_the_pieces_of_one_reading_are_one()
    {
        await using var office = await Office.OpenAsync();
        var meeting = await office.ScheduledAsync();
        var added = await AddAsync(office, meeting.Id, "a.pdf", Paperwork.Pdf());
        var path = $"/api/meetings/{meeting.Id}/documents/{added.Id}";
        Assert.Single((await office.MemberPage.GetAsync<Page<UnreadDocument>>("/api/documents/unread")).Items);

        await ReadPartAsync(office.MemberPage, path, 5);
        await ReadPartAsync(office.MemberPage, path, 10);
        office.Host.Clock.Advance(TimeSpan.FromMinutes(11));
        await ReadPartAsync(office.MemberPage, path, 5);
        await office.MemberPage.Http.GetByteArrayAsync(path);
        await office.MemberPage.Http.GetByteArrayAsync(path);

        var openings = await office.SecretaryPage.GetAsync<Page<DocumentOpeningView>>(path + "/openings");
        Assert.Equal(4, openings.Total);
        Assert.All(openings.Items, opening => Assert.Equal(office.Member.Id, opening.Person.Id));
        Assert.Empty((await office.MemberPage.GetAsync<Page<UnreadDocument>>("/api/documents/unread")).Items);
    }

    [Fact]
    public async Task A_part_of_a_paper_can_be_asked_for()
    {
        await using var office = await Office.OpenAsync();
        var meeting = await office.ScheduledAsync();
        var added = await AddAsync(office, meeting.Id, "a.pdf", Paperwork.Pdf());

        var part = await ReadPartAsync(office.MemberPage, $"/api/meetings/{meeting.Id}/documents/{added.Id}", 5);

        Assert.Equal("%PDF-", System.Text.Encoding.ASCII.GetString(part));
    }

    [Fact]
    public async Task Papers_are_added_but_no_longer_removed_once_the_meeting_runs()
    {
        await using var office = await Office.OpenAsync();
        var meeting = await office.ScheduledAsync();
        var before = await AddAsync(office, meeting.Id, "a.pdf", Paperwork.Pdf());
        await office.StartedAsync(meeting.Id);

        var during = await AddAsync(office, meeting.Id, "b.pdf", Paperwork.Pdf());
        var removal = await office.SecretaryPage.Http.DeleteAsync($"/api/meetings/{meeting.Id}/documents/{before.Id}");

        await Browser.RefusedAsync(removal, HttpStatusCode.Conflict, RejectionCodes.PlanFrozen);
        Assert.Equal(1, during.Version);
    }

    [Fact]
    public async Task The_papers_of_a_removed_item_stay_with_the_meeting()
    {
        await using var office = await Office.OpenAsync();
        var meeting = await office.ScheduledAsync();
        var item = (await office.AddItemAsync(meeting.Id, "Báo cáo")).Items[0].Id;
        var added = await Browser.ReadAsync<DocumentView>(
            await SendAsync(office.SecretaryPage, meeting.Id, "a.pdf", Paperwork.Pdf(), $"&agendaItem={item}"));
        Assert.Equal(item, added.AgendaItem);

        await office.SecretaryPage.Http.DeleteAsync($"/api/meetings/{meeting.Id}/agenda/{item}");

        var papers = await office.MemberPage.GetAsync<MeetingDocuments>($"/api/meetings/{meeting.Id}/documents");
        Assert.Equal((added.Id, null), (Assert.Single(papers.Documents).Id, papers.Documents[0].AgendaItem));
    }

    [Fact]
    public async Task Ten_uploads_of_one_name_at_once_are_ten_versions()
    {
        await using var office = await Office.OpenAsync();
        var meeting = await office.ScheduledAsync();
        await AddAsync(office, meeting.Id, "a.pdf", Paperwork.Pdf("đầu"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
            SendAsync(office.SecretaryPage, meeting.Id, "a.pdf", Paperwork.Pdf($"{i}"))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        var papers = await office.MemberPage.GetAsync<MeetingDocuments>($"/api/meetings/{meeting.Id}/documents");
        Assert.Equal(11, Assert.Single(papers.Documents).Version);
    }

    [Fact]
    public async Task A_half_received_file_of_a_server_that_died_is_gone_at_the_next_start()
    {
        string? orphan = null;
        await using var office = await Office.OpenAsync(builder =>
        {
            var incoming = Directory.CreateDirectory(Path.Combine(builder.Configuration["Data"]!, "documents", "incoming"));
            orphan = Path.Combine(incoming.FullName, "half");
            File.WriteAllText(orphan, "x");
        });

        await AddAsync(office, (await office.ScheduledAsync()).Id, "a.pdf", Paperwork.Pdf());

        Assert.False(File.Exists(orphan));
    }

    internal static Task<HttpResponseMessage> SendAsync(Browser page, MeetingId meeting, string name, byte[] bytes, string more = "") =>
        page.Http.PostAsync($"/api/meetings/{meeting}/documents?name={Uri.EscapeDataString(name)}{more}", new ByteArrayContent(bytes));

    internal static async Task<DocumentView> AddAsync(Office office, MeetingId meeting, string name, byte[] bytes) =>
        await Browser.ReadAsync<DocumentView>(await SendAsync(office.SecretaryPage, meeting, name, bytes));

    private static IEnumerable<string> Contents(Office office) =>
        Directory.EnumerateFiles(Path.Combine(office.Host.DataPath, "documents"), "*", SearchOption.AllDirectories);

    private static async Task<byte[]> ReadPartAsync(Browser page, string path, int length)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Range = new RangeHeaderValue(0, length - 1) } };
        using var response = await page.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        return await response.Content.ReadAsByteArrayAsync();
    }

    /// <summary>A head and then zeros; says of its length nothing, so that it goes out in chunks.</summary>
    private sealed class UnknownLength(byte[] head, long length) : Stream
    {
        private long position;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, length - position);
            buffer.AsSpan(offset, read).Clear();
            if (position < head.Length)
                head.AsSpan((int)position, Math.Min(read, head.Length - (int)position)).CopyTo(buffer.AsSpan(offset));
            position += read;
            return read;
        }

        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
