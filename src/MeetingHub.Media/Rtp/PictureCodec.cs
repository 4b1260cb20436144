namespace MeetingHub.Media.Rtp;

/// <summary>Codecs of pictures that are forwarded, the one asked for first when several are offered first.</summary>
internal enum PictureCodec
{
    /// <summary>Every browser has it, and makes layers of it.</summary>
    Vp8,

    /// <summary>Constrained baseline, packetization mode 1: the other one that every browser must have (RFC 7742 section 5).</summary>
    H264,

    /// <summary>Profile 0.</summary>
    Vp9,

    /// <summary>Main profile.</summary>
    Av1,
}
