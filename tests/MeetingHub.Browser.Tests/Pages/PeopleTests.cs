using MeetingHub.Browser.Tests.Running;
using Microsoft.Playwright;

namespace MeetingHub.Browser.Tests.Pages;

[Collection(PageHallCollection.Name)]
public sealed class PeopleTests(BrowserHall hall)
{
    private const string Password = "ba con mèo vàng";
    private readonly string account = $"moi.{Guid.NewGuid():N}"[..14];

    [Fact]
    public async Task A_new_colleague_sets_a_password_by_a_link_signs_in_with_it_and_is_out_when_let_go()
    {
        var name = $"Trịnh Văn {account}";
        await using var admin = await hall.VisitAsync("admin", "/people");
        await admin.Button("Thêm").ClickAsync();
        await admin.Field("Tên phòng ban").FillAsync($"Phòng {account}");
        await admin.Button("Lưu").ClickAsync();
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = $"Phòng {account}" }).ClickAsync();
        await admin.Button("Thêm người").ClickAsync();
        await admin.Field("Họ và tên").FillAsync(name);
        await admin.Field("Tên đăng nhập").FillAsync("trang.pt");
        await admin.Dialog.GetByRole(AriaRole.Button, new() { Name = "Thêm người" }).ClickAsync();
        await Assertions.Expect(admin.FaultOf("Tên đăng nhập")).ToHaveTextAsync("Tên đăng nhập này đã có người dùng.");
        await admin.Field("Tên đăng nhập").FillAsync(account);
        await admin.Dialog.GetByRole(AriaRole.Button, new() { Name = "Thêm người" }).ClickAsync();

        await admin.Button($"Đường dẫn mật khẩu: {name}").ClickAsync();
        var shown = admin.Field($"Đường dẫn đặt mật khẩu cho {name}").And(admin.Page.GetByRole(AriaRole.Textbox));
        var link = await shown.InputValueAsync();
        await admin.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(shown).ToHaveCountAsync(0);

        await using (var phone = await hall.VisitAsync(new Uri(link)))
        {
            await Assertions.Expect(phone.Heading).ToHaveTextAsync("Đặt mật khẩu");
            await phone.Field("Mật khẩu mới").FillAsync(Password);
            await phone.Field("Nhập lại mật khẩu").FillAsync("khác hẳn rồi");
            await phone.Button("Đặt mật khẩu và đăng nhập").ClickAsync();
            await Assertions.Expect(phone.FaultOf("Nhập lại mật khẩu")).ToHaveTextAsync("Hai lần nhập chưa giống nhau.");
            await phone.Field("Nhập lại mật khẩu").FillAsync(Password);
            await phone.Button("Đặt mật khẩu và đăng nhập").ClickAsync();
            await phone.Account(name).WaitForAsync();
        }
        await using (var again = await hall.VisitAsync(new Uri(link)))
            await again.Says("Đường dẫn đã dùng rồi hoặc đã hết hạn.");

        await using var desk = await hall.VisitAsync(new Uri(hall.Server.For("desk"), "/tasks"));
        await desk.Field("Tên đăng nhập").FillAsync(account);
        await desk.Field("Mật khẩu").FillAsync("sai mất rồi");
        await desk.Button("Đăng nhập").ClickAsync();
        await desk.Says("Tên đăng nhập hoặc mật khẩu chưa đúng.");
        await desk.Field("Mật khẩu").FillAsync(Password);
        await desk.Button("Đăng nhập").ClickAsync();
        await Assertions.Expect(desk.Heading).ToHaveTextAsync("Nhiệm vụ");

        await admin.Button($"Cho nghỉ: {name}").ClickAsync();
        await Assertions.Expect(admin.Button("Giữ nguyên")).ToBeFocusedAsync();
        await admin.Dialog.GetByRole(AriaRole.Button, new() { Name = "Cho nghỉ" }).ClickAsync();
        await admin.Says("Đã nghỉ");
        await desk.Page.ReloadAsync();
        await Assertions.Expect(desk.Heading).ToHaveTextAsync("Đăng nhập");
    }

    [Fact]
    public async Task The_language_changes_at_once_and_stays()
    {
        await using var member = await hall.VisitAsync("member", "/tasks");
        await member.Account(BrowserMeeting.Member).ClickAsync();
        await member.Page.GetByRole(AriaRole.Menuitem, new() { Name = "English" }).ClickAsync();

        await Assertions.Expect(member.Heading).ToHaveTextAsync("Tasks");
        await Assertions.Expect(member.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await member.Page.ReloadAsync();
        await Assertions.Expect(member.Heading).ToHaveTextAsync("Tasks");
    }

    [Fact]
    public async Task An_empty_server_is_set_up_by_its_first_administrator_once()
    {
        await using var server = new RunningServer(isEmpty: true);
        await server.StartAsync();
        await using var first = await hall.VisitAsync(server.Links[RunningServer.First]);
        await Assertions.Expect(first.Heading).ToHaveTextAsync("Lập người quản trị đầu tiên");
        await first.Field("Tên cơ quan").FillAsync("Sở Thử nghiệm");
        await first.Field("Họ và tên của bạn").FillAsync("Đỗ Thị Đầu");
        await first.Field("Tên đăng nhập").FillAsync("dau.dt");
        await first.Field("Mật khẩu mới").FillAsync(Password);
        await first.Field("Nhập lại mật khẩu").FillAsync(Password);
        await first.Button("Bắt đầu sử dụng").ClickAsync();

        await first.Account("Đỗ Thị Đầu").WaitForAsync();
        await first.Link("Cơ quan").ClickAsync();
        await first.Says("Sở Thử nghiệm");
        await using var late = await hall.VisitAsync(server.Links[RunningServer.First]);
        await late.Says("Đường dẫn đã dùng rồi hoặc đã hết hạn.");
    }
}
