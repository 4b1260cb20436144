using MeetingHub.Server.People;

namespace MeetingHub.Server.Demo;

/// <summary>An invented Sở: nobody of these exists.</summary>
internal static class DemoPeople
{
    public static readonly OrganisationRequest Organisation =
        new("Sở Khoa học và Công nghệ", "Ủy ban nhân dân tỉnh Lam Giang", "Lam Giang", "SKHCN");

    public static readonly IReadOnlyList<string> Departments =
    [
        "Ban Giám đốc", "Văn phòng", "Phòng Kế hoạch - Tài chính", "Phòng Quản lý khoa học", "Phòng Chuyển đổi số",
        "Phòng Bưu chính, viễn thông",
    ];

    /// <summary>Of <see cref="Departments"/>, the one that has a daily stand-up.</summary>
    public const int Division = 4;

    public static readonly IReadOnlyList<DemoPerson> All =
    [
        new("Nguyễn Thị Thanh Hà", "Giám đốc", 0, PersonRole.Leader, "ha.ntt"),
        new("Trần Quốc Bảo", "Phó Giám đốc", 0, PersonRole.Leader, "bao.tq"),
        new("Lê Hoàng Ân", "Phó Giám đốc", 0, PersonRole.Leader, "an.lh"),
        new("Phạm Thu Trang", "Chánh Văn phòng", 1, PersonRole.Secretary, "trang.pt"),
        new("Đỗ Mạnh Cường", "Chuyên viên công nghệ thông tin", 1, PersonRole.Administrator, "cuong.dm"),
        new("Bùi Thị Ngọc Ánh", "Văn thư", 1, PersonRole.Member, "anh.btn"),
        new("Hoàng Thị Lan", "Trưởng phòng", 2, PersonRole.Leader, "lan.ht"),
        new("Vũ Đình Khoa", "Chuyên viên chính", 2, PersonRole.Member, "khoa.vd"),
        new("Ngô Thị Mai", "Trưởng phòng", 3, PersonRole.Leader, "mai.nt"),
        new("Đặng Văn Phúc", "Chuyên viên", 3, PersonRole.Member, "phuc.dv"),
        new("Phan Thị Kim Oanh", "Trưởng phòng", 4, PersonRole.Leader, "oanh.ptk"),
        new("Lý Minh Đức", "Chuyên viên", 4, PersonRole.Member, "duc.lm"),
        new("Dương Văn Ước", "Trưởng phòng", 5, PersonRole.Leader, "uoc.dv"),
        new("Hồ Thị Như Ý", "Chuyên viên", 5, PersonRole.Member, "y.htn"),
    ];

    /// <summary>Each on a host of its own, so that all fit in one browser: cookies do not cross hosts.</summary>
    public static readonly IReadOnlyList<(string Role, string Account)> Roles =
    [
        ("chair", "ha.ntt"), ("secretary", "trang.pt"), ("member", "duc.lm"), ("head", "oanh.ptk"), ("admin", "cuong.dm"),
    ];
}

/// <param name="Department">Index into <see cref="DemoPeople.Departments"/>.</param>
internal sealed record DemoPerson(string Name, string Position, int Department, PersonRole Role, string Account);
