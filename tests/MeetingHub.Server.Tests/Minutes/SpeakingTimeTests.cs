using MeetingHub.Domain.Agenda;
using MeetingHub.Server.Minutes;
using MeetingHub.Server.Rooms;
using Microsoft.Extensions.DependencyInjection;

namespace MeetingHub.Server.Tests.Minutes;

public sealed class SpeakingTimeTests
{
    [Fact]
    public async Task Who_was_heard_under_which_item_stands_in_the_minutes()
    {
        await using var held = await HeldMeeting.BeginAsync();
        var room = held.Office.Host.Services.GetRequiredService<LiveRooms>().Find(held.Id)!;
        room.Measured([(held.Chair.Me, TimeSpan.FromSeconds(70)), (held.Member.Me, TimeSpan.FromSeconds(200))]);
        await held.Chair.DoAsync(new OpenAgendaItem(held.SecondItem));
        room.Measured([(held.Chair.Me, TimeSpan.FromSeconds(30)), (held.Member.Me, TimeSpan.FromSeconds(4))]);
        await held.EndAsync();

        var document = (await held.Office.SecretaryPage.GetAsync<MinutesPage>(held.Path + "/minutes")).Document;

        Assert.Equal(
            ["Nguyễn Thị Hà: 1 70, 2 30", "Vũ Đình Khoa: 1 200"],
            document.SpeakingTimes.Select(time =>
                $"{time.Person.Name}: {string.Join(", ", time.Items.Select(item => $"{item.Item} {item.Time.TotalSeconds}"))}"));
    }
}
