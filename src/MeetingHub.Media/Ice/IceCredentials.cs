namespace MeetingHub.Media.Ice;

/// <summary>User name fragment and password of one side, RFC 8445 section 5.3. Both are made of ice-chars only.</summary>
public sealed record IceCredentials(string UsernameFragment, string Password)
{
    // RFC 8445 section 5.3 asks for 24 and 128 bits; the fragment is longer so that it is unique in the process as well.
    private const int UsernameFragmentCharacters = 12;
    private const int PasswordCharacters = 28;
    private const string IceChars = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /// <param name="fill">Fills its span with unpredictable bytes: <c>RandomNumberGenerator.Fill</c>, or a seeded one in tests.</param>
    public static IceCredentials Generate(FillRandom fill)
    {
        ArgumentNullException.ThrowIfNull(fill);
        return new IceCredentials(Text(fill, UsernameFragmentCharacters), Text(fill, PasswordCharacters));
    }

    private static string Text(FillRandom fill, int characters)
    {
        Span<byte> random = stackalloc byte[PasswordCharacters];
        random = random[..characters];
        fill(random);
        Span<char> text = stackalloc char[characters];
        for (var i = 0; i < characters; i++) text[i] = IceChars[random[i] & 63];
        return new string(text);
    }

    /// <summary>Leaves the password out, so that it cannot reach a log.</summary>
    public override string ToString() => UsernameFragment;
}

/// <summary>Where unpredictable bytes come from; the core has no source of its own.</summary>
public delegate void FillRandom(Span<byte> destination);
