using System.Globalization;
using MeetingHub.Publishing.Papers;
using MeetingHub.Publishing.Text;

namespace MeetingHub.Server.Demo;

/// <summary>Two papers sent ahead of the briefing, in the form such papers have.</summary>
internal static class DemoPapers
{
    public static readonly DemoPaper Report = new(
        "bao-cao-cong-tac-thang.pdf", "Số: 118/BC-SKHCN", "BÁO CÁO", "Kết quả công tác tháng và nhiệm vụ trọng tâm tháng tới", "GIÁM ĐỐC",
        "Nguyễn Thị Thanh Hà",
        """
        **I. Kết quả đạt được**

        1. Tỷ lệ hồ sơ thủ tục hành chính nộp trực tuyến đạt 87,4%, tăng 2,1 điểm phần trăm so với tháng trước; không có hồ sơ quá hạn.
        2. Nghiệm thu 03 nhiệm vụ khoa học cấp tỉnh; đang thực hiện 21 nhiệm vụ, trong đó 02 nhiệm vụ xin gia hạn.
        3. Bàn giao 46/62 điểm thu phát sóng di động tại các thôn, bản chưa có sóng.

        **II. Số liệu chính**

        | Chỉ tiêu | Kế hoạch | Thực hiện | Tỷ lệ |
        |---|---|---|---|
        | Hồ sơ trực tuyến | 1.200 | 1.049 | 87,4% |
        | Điểm thu phát sóng | 62 | 46 | 74,2% |
        | Giải ngân sự nghiệp khoa học (triệu đồng) | 8.600 | 6.290 | 73,1% |

        **III. Khó khăn, vướng mắc**

        Thiếu người làm chuyên trách công nghệ thông tin ở cấp xã; đường truyền không ổn định vào mùa mưa tại các xã vùng cao.

        **IV. Nhiệm vụ trọng tâm tháng tới**

        - Hoàn thành số hóa hồ sơ của bốn phòng chuyên môn;
        - Tổ chức 06 lớp tập huấn cho tổ công nghệ số cộng đồng;
        - Trình Ủy ban nhân dân tỉnh kế hoạch khoa học và công nghệ năm sau.
        """);

    public static readonly DemoPaper Draft = new(
        "du-thao-ke-hoach-chuyen-doi-so.pdf", "Số: …/KH-SKHCN", "KẾ HOẠCH", "Chuyển đổi số trong nội bộ cơ quan năm sau", "TRƯỞNG PHÒNG",
        "Phan Thị Kim Oanh",
        """
        **1. Mục tiêu**

        Toàn bộ cuộc họp giao ban không dùng tài liệu giấy; 100% nhiệm vụ giao tại cuộc họp được theo dõi trên hệ thống.

        **2. Nội dung**

        - Trang bị máy tính bảng cho các phòng còn thiếu;
        - Họp trực tuyến với các đơn vị ở xa trụ sở ít nhất một lần mỗi tuần;
        - Rà soát an toàn thông tin hằng quý.

        **3. Kinh phí**

        Dự kiến 420 triệu đồng từ nguồn chi thường xuyên; Phòng Kế hoạch - Tài chính thẩm định trước khi trình.

        **4. Tổ chức thực hiện**

        Phòng Chuyển đổi số chủ trì, Văn phòng phối hợp; báo cáo tiến độ tại giao ban tháng.
        """);

    public static MemoryStream Render(DemoPaper paper, DateTimeOffset now)
    {
        var pdf = new MemoryStream();
        new PaperPdf().RenderPdf(
            new Paper
            {
                Name = string.Create(CultureInfo.InvariantCulture, $"{paper.Kind}: {paper.Subject}"),
                PreparedAt = now,
                IsDraft = false,
                ParentBody = "ỦY BAN NHÂN DÂN TỈNH LAM GIANG",
                Body = "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
                NumberLine = paper.Number,
                Kind = paper.Kind,
                Subject = paper.Subject,
                Blocks = MarkdownText.Parse(paper.Text).Blocks,
                Signatures = [new Signature(paper.Capacity, paper.Signer)],
                Recipients = ["- Thành phần dự họp;", "- Lưu: VT, Hồ sơ."],
            },
            pdf);
        pdf.Position = 0;
        return pdf;
    }
}

/// <param name="FileName">As it is uploaded.</param>
internal sealed record DemoPaper(
    string FileName, string Number, string Kind, string Subject, string Capacity, string Signer, string Text);
