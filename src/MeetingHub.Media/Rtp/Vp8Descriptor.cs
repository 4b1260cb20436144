using System.Buffers.Binary;

namespace MeetingHub.Media.Rtp;

/// <summary>The VP8 payload descriptor, RFC 7741 section 4.2, and the one bit behind it that tells a keyframe (4.3).</summary>
internal readonly struct Vp8Descriptor
{
    /// <summary>
    /// Length after <see cref="Normalise"/>: every optional field present and PictureID with 15 bits, so that rewriting for a
    /// viewer never changes a length and viewers see one shape of stream whoever is in their slot.
    /// </summary>
    public const int NormalLength = 6;

    /// <summary>Of a normalised payload.</summary>
    public static readonly PictureNumbers Numbers = new(IdAt: 2, LevelAt: 4);

    public const int PictureIdMask = 0x7FFF;

    private const byte HasExtension = 0x80;
    private const byte NonReference = 0x20;
    private const byte StartOfPartition = 0x10;
    private const byte PartitionIndex = 0x07;
    private const byte HasPictureId = 0x80;
    private const byte HasLevelZeroIndex = 0x40;
    private const byte HasTemporalLayer = 0x20;
    private const byte HasKeyIndex = 0x10;

    private Vp8Descriptor(byte first, int length, int pictureId, int pictureIdBits, byte? levelZeroIndex, byte layerByte, bool startsKeyframe)
    {
        First = first;
        Length = length;
        PictureId = pictureId;
        PictureIdBits = pictureIdBits;
        LevelZeroIndex = levelZeroIndex;
        LayerByte = layerByte;
        StartsKeyframe = startsKeyframe;
    }

    /// <summary>Bytes on the wire, 1 to 6.</summary>
    public int Length { get; }

    /// <summary>The frame's number as it stands on the wire, in <see cref="PictureIdBits"/>.</summary>
    public int PictureId { get; }

    /// <summary>7 or 15, or 0 when the sender leaves the number out. All browsers send 15.</summary>
    public int PictureIdBits { get; }

    /// <summary>TL0PICIDX: number of the newest base-layer frame, modulo 256; null without temporal layers.</summary>
    public byte? LevelZeroIndex { get; }

    /// <summary>The packet holds the beginning of a frame that needs no other.</summary>
    public bool StartsKeyframe { get; }

    private byte First { get; }

    /// <summary>TID, Y and KEYIDX as they stand on the wire; 0 when the sender leaves them out.</summary>
    private byte LayerByte { get; }

    public static bool TryParse(ReadOnlySpan<byte> payload, out Vp8Descriptor descriptor)
    {
        descriptor = default;
        if (payload.IsEmpty) return false;
        var first = payload[0];
        var at = 1;
        var pictureId = 0;
        var pictureIdBits = 0;
        byte? levelZeroIndex = null;
        byte layerByte = 0;
        if ((first & HasExtension) != 0)
        {
            if (payload.Length < 2) return false;
            var fields = payload[1];
            at = 2;
            if ((fields & HasPictureId) != 0)
            {
                if (payload.Length <= at) return false;
                if ((payload[at] & 0x80) == 0)
                {
                    pictureId = payload[at++];
                    pictureIdBits = 7;
                }
                else
                {
                    if (payload.Length < at + 2) return false;
                    pictureId = BinaryPrimitives.ReadUInt16BigEndian(payload[at..]) & PictureIdMask;
                    pictureIdBits = 15;
                    at += 2;
                }
            }

            if ((fields & HasLevelZeroIndex) != 0)
            {
                if (payload.Length <= at) return false;
                levelZeroIndex = payload[at++];
            }

            if ((fields & (HasTemporalLayer | HasKeyIndex)) != 0)
            {
                if (payload.Length <= at) return false;
                layerByte = payload[at++];
            }
        }

        // A descriptor alone is no media.
        if (payload.Length <= at) return false;
        var startsFrame = (first & (StartOfPartition | PartitionIndex)) == StartOfPartition;
        var startsKeyframe = startsFrame && (payload[at] & 1) == 0;
        descriptor = new Vp8Descriptor(first, at, pictureId, pictureIdBits, levelZeroIndex, layerByte, startsKeyframe);
        return true;
    }

    /// <summary>
    /// Writes the descriptor with all fields into the <see cref="NormalLength"/> bytes before the VP8 data. A stream without
    /// temporal layers becomes one whose every frame is in the base layer: then TL0PICIDX counts as PictureID does.
    /// </summary>
    /// <param name="destination">The bytes before the VP8 data.</param>
    /// <param name="pictureId">This frame's number in 15 bits, whatever the wire had.</param>
    public void Normalise(Span<byte> destination, int pictureId)
    {
        destination[0] = (byte)(HasExtension | (First & (NonReference | StartOfPartition | PartitionIndex)));
        destination[1] = HasPictureId | HasLevelZeroIndex | HasTemporalLayer | HasKeyIndex;
        Numbers.Write(destination, pictureId, LevelZeroIndex ?? (byte)pictureId);
        destination[5] = LevelZeroIndex is null ? (byte)(LayerByte & 0x1F) : LayerByte;
    }
}

/// <summary>Gives each frame of one stream a number of 15 bits, whatever the sender writes.</summary>
internal struct Vp8PictureNumbers
{
    private bool hasStarted;
    private int newest;
    private RtpTime newestTime;

    public int Of(in Vp8Descriptor descriptor, RtpTime time)
    {
        var number = !hasStarted || descriptor.PictureIdBits == 15 ? descriptor.PictureId : newest + descriptor.PictureIdBits switch
        {
            7 => (sbyte)((descriptor.PictureId - newest) << 1) >> 1,
            // Without numbers the timestamp tells frames apart; a late packet can only belong to the frame before.
            _ => Math.Sign(time.Since(newestTime)),
        };
        if (!hasStarted || time.Since(newestTime) > 0)
        {
            newest = number;
            newestTime = time;
        }

        hasStarted = true;
        return number & Vp8Descriptor.PictureIdMask;
    }
}
