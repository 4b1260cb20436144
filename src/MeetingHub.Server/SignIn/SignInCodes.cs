namespace MeetingHub.Server.SignIn;

/// <summary>Reasons for a "no" at the door.</summary>
internal static class SignInCodes
{
    /// <summary>Account or password; which of them is not said.</summary>
    public const string WrongPassword = "wrongPassword";

    /// <summary>seconds: after how many it may be tried again.</summary>
    public const string TooSoon = "tooSoon";

    /// <summary>Never issued, used, expired, or for something else.</summary>
    public const string LinkNotValid = "linkNotValid";

    /// <summary>min</summary>
    public const string PasswordTooShort = "passwordTooShort";

    /// <summary>The password is the account's name.</summary>
    public const string PasswordTooEasy = "passwordTooEasy";
    public const string AccountTaken = "accountTaken";

    /// <summary>Letters, digits, dot, hyphen, underscore and @ only, from 2.</summary>
    public const string AccountNotValid = "accountNotValid";
}
