using System.Globalization;
using MeetingHub.Publishing.Minutes;

namespace MeetingHub.Publishing.Samples;

/// <summary>Agenda items in the words such minutes are written in, varied by number so that no two pages are alike.</summary>
internal static class SampleCourse
{
    private static readonly string[] Titles =
    [
        "Tiến độ số hóa hồ sơ, kết quả giải quyết thủ tục hành chính", "Phủ sóng thông tin di động các bản vùng lõm",
        "Giải ngân vốn sự nghiệp khoa học và công nghệ", "Tập huấn kỹ năng số cho tổ công nghệ số cộng đồng",
        "Bảo đảm an toàn thông tin cho hệ thống họp trực tuyến", "Nhiệm vụ khoa học cấp tỉnh đến hạn nghiệm thu",
        "Truy xuất nguồn gốc nông sản chủ lực", "Kiểm tra tiêu chuẩn đo lường chất lượng dịp cuối năm",
        "Sắp xếp trụ sở và trang thiết bị sau hợp nhất", "Chuẩn bị kỳ họp Hội đồng nhân dân tỉnh cuối năm",
    ];

    private static readonly string[] Reports =
    [
        "báo cáo: đến hết ngày 20/11/2026 đã hoàn thành {0} trên {1} chỉ tiêu được giao, đạt {2}%; các chỉ tiêu còn lại đều có kế hoạch thực hiện theo từng tuần, "
        + "trong đó khó khăn lớn nhất là thiếu người làm chuyên trách ở cấp xã và đường truyền không ổn định vào mùa mưa.",
        "trình bày tóm tắt báo cáo đã gửi trước cho các đại biểu, nhấn mạnh **ba nội dung xin ý kiến**: mức hỗ trợ cho tổ công nghệ số cộng đồng, "
        + "thời hạn chuyển đổi dữ liệu của {0} đơn vị và trách nhiệm của người đứng đầu khi chậm tiến độ quá {1} ngày làm việc.",
        "cho biết sau khi hợp nhất, khối lượng hồ sơ tăng {2}% so với cùng kỳ năm 2025, trong khi biên chế giảm {1} người; "
        + "đề nghị bố trí kinh phí thuê khoán chuyên môn từ nguồn tiết kiệm chi thường xuyên theo đúng quy định.",
    ];

    private static readonly string[] Opinions =
    [
        "đề nghị cân đối kinh phí duy trì từ nguồn chưa sử dụng hết của quý III, không để phát sinh nợ đọng sang năm sau.",
        "nêu: người dân ở các bản xa phải đi hơn {0} km ra trung tâm xã để nộp hồ sơ; đề nghị tổ chức điểm tiếp nhận lưu động vào ngày phiên chợ.",
        "thống nhất với báo cáo, đề nghị *làm rõ số liệu* giữa phần mềm một cửa và báo cáo giấy vì còn chênh lệch {1} hồ sơ.",
        "kiến nghị Sở có văn bản hướng dẫn thống nhất, tránh mỗi nơi hiểu và làm một cách; đồng thời giảm số lượng báo cáo định kỳ.",
        "cho rằng thời hạn đề xuất là quá gấp đối với các xã mới sáp nhập, xin lùi đến hết quý I năm 2027.",
    ];

    private static readonly string[] Conclusions =
    [
        "Thống nhất nội dung báo cáo; giao các đơn vị hoàn thiện, gửi về Văn phòng Sở trước ngày 05/12/2026 để tổng hợp.",
        "Các xã dưới chỉ tiêu lập kế hoạch khắc phục theo từng tuần, phân công rõ người, rõ việc, rõ thời hạn và rõ kết quả.",
        "Đồng ý chủ trương tổ chức điểm tiếp nhận lưu động; thực hiện thí điểm tại {3}, đánh giá kết quả trước khi nhân rộng.",
        "Giao Phòng Kế hoạch - Tài chính rà soát, tham mưu phương án kinh phí, báo cáo Giám đốc Sở xem xét, quyết định.",
    ];

    private static readonly string[] Works =
    [
        "Làm việc với nhà mạng về vùng lõm sóng tại {3}", "Đề xuất kinh phí duy trì hệ thống năm 2027", "Đối chiếu số liệu hồ sơ giữa phần mềm và báo cáo giấy",
        "Tổ chức tập huấn cho tổ công nghệ số cộng đồng xã {3}", "Hoàn thiện báo cáo, trình Ủy ban nhân dân tỉnh",
    ];

    /// <param name="opinions">How much is said; two make about half a page.</param>
    public static CourseItem Of(int number, DateTimeOffset from, int minutes, int opinions) => new(Titles[number % Titles.Length])
    {
        Presenter = number % 3 == 0 ? SamplePeople.Khoa : SamplePeople.Of(number),
        From = from,
        To = from.AddMinutes(minutes),
        Speakers = [.. Enumerable.Range(number + 1, opinions).Select(SamplePeople.Of)],
        Notes = Notes(number, opinions),
        Votes = number % 4 == 3
            ? [new("nội dung báo cáo trình kỳ họp") { Entitled = 21, IsSecret = number % 8 == 7, Counts = VoteCount.Usual(21 - number % 5, number % 2, number % 5 - number % 2) }]
            : [],
        Conclusions = number % 2 == 0
            ? [Fill(Conclusions[number % Conclusions.Length], number)]
            : [Fill(Conclusions[number % Conclusions.Length], number), Fill(Conclusions[(number + 1) % Conclusions.Length], number)],
        Tasks = [.. Enumerable.Range(0, 1 + number % 3).Select(i => Task(number + i))],
    };

    private static string Notes(int number, int opinions)
    {
        var presenter = number % 3 == 0 ? "Ông Vũ Đình Khoa" : $"Đại biểu {SamplePeople.Of(number).Name}";
        var notes = $"{presenter} {Fill(Reports[number % Reports.Length], number)}\n\n";
        for (var i = 1; i <= opinions; i++)
        {
            var person = SamplePeople.Of(number + i);
            var address = string.Equals(person.Honorific, "bà", StringComparison.Ordinal) ? "Bà" : "Ông";
            notes += $"- {address} {person.Name} ({person.Position}) {Fill(Opinions[(number + i) % Opinions.Length], number + i)}\n";
        }

        return number % 5 != 2 ? notes : notes + Figures(number);
    }

    private static string Figures(int number)
    {
        var table = "\nSố liệu theo xã tại thời điểm báo cáo:\n\n| Xã | Hồ sơ tiếp nhận | Trực tuyến | Tỷ lệ |\n|:--|--:|--:|--:|\n";
        for (var i = 0; i < 6; i++)
        {
            var (all, online) = (420 + (number * 37 + i * 113) % 300, 200 + (number * 11 + i * 29) % 200);
            table += string.Create(CultureInfo.GetCultureInfo("vi-VN"), $"| {SamplePeople.Place(number + i)} | {all} | {online} | {100.0 * online / all:0.0}% |\n");
        }

        return table;
    }

    private static AssignedTask Task(int number) => new(
        Fill(Works[number % Works.Length], number),
        number % 2 == 0 ? SamplePeople.Of(number).Name : "Phòng Kế hoạch - Tài chính",
        new DateOnly(2026, 12, 4).AddDays(number % 20))
    {
        CoWorkers = number % 3 == 0 ? [$"UBND xã {SamplePeople.Place(number)}", "Văn phòng Sở"] : [],
    };

    private static string Fill(string text, int number) => string.Format(CultureInfo.InvariantCulture, text,
        7 + number % 9, 12 + number % 7, 58 + number * 3 % 40, SamplePeople.Place(number));
}
