namespace MeetingHub.Publishing.Docx;

/// <summary>Styles by which the parts of a paper are recognised; what they are called and how they look is in <see cref="StyleSheet"/>.</summary>
internal static class StyleId
{
    public const string Normal = "Normal";
    public const string PlainTable = "TableNormal";
    public const string NationalTitle = "NationalTitle";
    public const string Motto = "Motto";
    public const string ParentBody = "ParentBody";
    public const string Body = "Body";
    public const string Number = "Number";
    public const string Kind = "Kind";
    public const string Subject = "Subject";
    public const string Rule = "Rule";
    public const string Text = "Text";
    public const string ListText = "ListText";
    public const string Heading = "Heading1";
    public const string Table = "PaperTable";
    public const string CellText = "CellText";
    public const string Gap = "Gap";
    public const string Capacity = "Capacity";
    public const string SignerName = "SignerName";
    public const string RecipientsTitle = "RecipientsTitle";
    public const string Recipients = "Recipients";
    public const string Header = "Header";
    public const string Link = "Hyperlink";
}
