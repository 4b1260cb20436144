using System.Text;

namespace MeetingHub.Domain.Text;

/// <summary>What people type, made fit to keep: NFC (papers need it), no outer space, lines ended by a line feed.</summary>
public static class InputText
{
    /// <summary>Null <paramref name="rejection"/> means <paramref name="clean"/> can be kept.</summary>
    /// <param name="max">In UTF-16 units, before and after cleaning.</param>
    public static bool TryClean(string field, string raw, int max, out string clean, out Rejection? rejection)
    {
        clean = "";
        rejection = raw.Length > max ? Rejection.TooLong(field, max) : null;
        if (rejection is not null)
            return false;

        // First, since Normalize throws at half a surrogate pair.
        if (!IsText(raw))
        {
            rejection = new Rejection(RejectionCodes.BadText);
            return false;
        }

        clean = raw.ReplaceLineEndings("\n").Trim().Normalize(NormalizationForm.FormC);
        rejection = clean.Length == 0 ? Rejection.Empty(field) : clean.Length > max ? Rejection.TooLong(field, max) : null;
        return rejection is null;
    }

    /// <summary>The same where nothing is an answer too: null and blanks become "".</summary>
    public static bool TryCleanOptional(string field, string? raw, int max, out string clean, out Rejection? rejection)
    {
        if (!string.IsNullOrWhiteSpace(raw))
            return TryClean(field, raw, max, out clean, out rejection);
        (clean, rejection) = ("", null);
        return true;
    }

    private static bool IsText(string raw)
    {
        for (var i = 0; i < raw.Length; i++)
        {
            var c = raw[i];
            if (char.IsControl(c) && c is not ('\n' or '\r' or '\t'))
                return false;
            if (!char.IsSurrogate(c))
                continue;
            if (!char.IsHighSurrogate(c) || i + 1 == raw.Length || !char.IsLowSurrogate(raw[++i]))
                return false;
        }

        return true;
    }
}
