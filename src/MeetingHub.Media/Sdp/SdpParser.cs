using MeetingHub.Media.Ice;

namespace MeetingHub.Media.Sdp;

/// <summary>
/// Reads offers, RFC 8866 as narrowed by JSEP (RFC 9429). Lines it does not know are skipped; whatever would later be answered or
/// kept is checked here. Never throws for what a browser wrote.
/// </summary>
internal static class SdpParser
{
    /// <param name="refusal">A stable code, see <see cref="SdpRefusal"/>; null when the offer was read.</param>
    public static SdpOffer? Parse(string text, out string? refusal)
    {
        if (text.Length > SdpLimits.Characters)
        {
            refusal = SdpRefusal.TooLarge;
            return null;
        }

        var session = new SdpSection();
        List<LineDraft> drafts = [];
        refusal = ReadLines(text, session, drafts);
        if (refusal is not null) return null;
        var offer = Assemble(session, drafts, out refusal);
        return refusal is null ? offer : null;
    }

    private static string? ReadLines(string text, SdpSection session, List<LineDraft> drafts)
    {
        SdpSection section = session;
        var isFirst = true;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            var line = raw.TrimEnd();
            if (line.IsEmpty) continue;
            if (line.Length < 2 || line[1] != '=') return SdpRefusal.Malformed;
            if (isFirst && !line.SequenceEqual("v=0")) return SdpRefusal.Malformed;
            isFirst = false;
            if (line[0] == 'm')
            {
                if (drafts.Count == SdpLimits.MediaLines) return SdpRefusal.TooManyMediaLines;
                var draft = LineDraft.TryStart(line[2..]);
                if (draft is null) return SdpRefusal.Malformed;
                drafts.Add(draft);
                section = draft;
            }
            else if (line[0] == 'a')
            {
                if (++section.Attributes > SdpLimits.AttributesPerLine) return SdpRefusal.TooManyAttributes;
                var value = line[2..];
                var colon = value.IndexOf(':');
                var name = colon < 0 ? value : value[..colon];
                if (!section.Take(name, colon < 0 ? [] : value[(colon + 1)..])) return SdpRefusal.Malformed;
            }
        }

        return isFirst ? SdpRefusal.Malformed : null;
    }

    private static SdpOffer? Assemble(SdpSection session, List<LineDraft> drafts, out string? refusal)
    {
        refusal = Check(session, drafts);
        if (refusal is not null) return null;
        var first = drafts.Find(d => string.Equals(d.Mid, session.Bundle![0], StringComparison.Ordinal));
        var ufrag = first?.Ufrag ?? session.Ufrag;
        var pwd = first?.Pwd ?? session.Pwd;
        var fingerprint = first?.Fingerprint ?? session.Fingerprint;
        if (first is null) refusal = SdpRefusal.NoBundle;
        else if (ufrag is null || pwd is null) refusal = SdpRefusal.NoIce;
        else if (fingerprint is null) refusal = SdpRefusal.NoFingerprint;
        // RFC 5763 section 5: an offer says actpass. We only ever play the DTLS server.
        else if ((first.Setup ?? session.Setup) is not ("actpass" or "active")) refusal = SdpRefusal.WrongSetup;
        if (refusal is not null) return null;
        return new SdpOffer
        {
            Ice = new IceCredentials(ufrag!, pwd!),
            Fingerprint = fingerprint!,
            Bundle = session.Bundle!,
            AllowsMixedExtensions = session.AllowsMixedExtensions,
            Lines = drafts.ConvertAll(d => d.Finish(session)),
        };
    }

    private static string? Check(SdpSection session, List<LineDraft> drafts)
    {
        if (drafts.Count == 0) return SdpRefusal.Malformed;
        if (session.Bundle is null or []) return SdpRefusal.NoBundle;
        HashSet<string> mids = new(StringComparer.Ordinal);
        foreach (var draft in drafts)
        {
            if (draft.Mid is null) return SdpRefusal.NoMid;
            if (!mids.Add(draft.Mid)) return SdpRefusal.DuplicateMid;
            // One transport for everything: what stays outside the bundle can only be a line given up.
            if (!draft.IsStopped && !session.Bundle.Contains(draft.Mid, StringComparer.Ordinal)) return SdpRefusal.NoBundle;
        }

        return null;
    }
}
