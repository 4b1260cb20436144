using MeetingHub.Publishing.Minutes;

namespace MeetingHub.Publishing.Samples;

/// <summary>Invented people of an invented province.</summary>
internal static class SamplePeople
{
    public static readonly Person Chair = new("Nguyễn Thị Hà", "Phó Giám đốc Sở", null, "bà");
    public static readonly Person Secretary = new("Phạm Thu Trang", "Chuyên viên", "Văn phòng", "bà");
    public static readonly Person Deputy = new("Ngô Thị Mai", "Phó Trưởng phòng Quản lý công nghệ", null, "bà");
    public static readonly Person Khoa = new("Vũ Đình Khoa", "Trưởng phòng Chuyển đổi số", null, "ông");
    public static readonly Person LanAnh = new("Hoàng Thị Lan Anh", "Trưởng phòng Kế hoạch - Tài chính", null, "bà");
    public static readonly Person Toi = new("Lò Văn Tới", "Chủ tịch UBND xã Đồng Vân", null, "ông");
    public static readonly Person Phuc = new("Đỗ Văn Phúc", "Trưởng phòng Quản lý công nghệ", null, "ông");
    public static readonly Person Quy = new("Đinh Văn Quý", "Giám đốc Trung tâm Ứng dụng", null, "ông");

    private static readonly string[] Families =
        ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Lò", "Vàng", "Sùng", "Giàng", "Quách"];

    private static readonly string[] Women =
        ["Thị Ngọc Ánh", "Thị Bưởi", "Thúy Quỳnh", "Thị Hồng Nhung", "Bích Thủy", "Thị Khuyên", "Mỹ Duyên", "Thị Yến", "Kiều Oanh", "Thị Sương"];

    private static readonly string[] Men =
        ["Đức Thắng", "Văn Lượng", "Quốc Khánh", "Hữu Nghĩa", "Minh Triết", "Xuân Trường", "A Pao", "Công Phượng", "Tiến Dũng", "Khắc Huề"];

    private static readonly string[] Places =
        ["Suối Bạc", "Nà Hin", "Đồng Vân", "Mường Lạn", "Pắc Ngà", "Tà Xùa", "Hồng Ngài", "Chiềng Sại", "Phiêng Côn", "Làng Chếu", "Xím Vàng", "Hang Chú"];

    private static readonly string[] Posts =
        ["Chủ tịch UBND xã", "Phó Chủ tịch UBND xã", "Công chức Văn hóa - Xã hội xã", "Trưởng ban Quản lý dự án xã", "Bí thư Đoàn xã"];

    /// <summary>The same person for the same number; up to 100 differ in name.</summary>
    public static Person Of(int number)
    {
        var isWoman = number % 2 == 1;
        var given = isWoman ? Women[number / 2 % Women.Length] : Men[number / 2 % Men.Length];
        return new($"{Families[number * 7 % Families.Length]} {given}", $"{Posts[number % Posts.Length]} {Places[number * 5 % Places.Length]}",
            Department: null, isWoman ? "bà" : "ông");
    }

    public static string Place(int number) => Places[number % Places.Length];
}
