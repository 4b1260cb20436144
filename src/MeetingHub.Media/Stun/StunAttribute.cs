namespace MeetingHub.Media.Stun;

/// <summary>Attribute types of RFC 8489 section 14 and RFC 8445 section 16.1 that ICE uses; all others are passed over.</summary>
internal enum StunAttribute : ushort
{
    Username = 0x0006,
    MessageIntegrity = 0x0008,
    ErrorCode = 0x0009,
    UnknownAttributes = 0x000A,
    XorMappedAddress = 0x0020,
    Priority = 0x0024,
    UseCandidate = 0x0025,
    Software = 0x8022,
    Fingerprint = 0x8028,
    IceControlled = 0x8029,
    IceControlling = 0x802A,

    /// <summary>libwebrtc's counter of nominations: the highest value wins, whatever the order of arrival.</summary>
    GoogNomination = 0xC001,
}

/// <summary>Method Binding in its four classes, RFC 8489 section 5; other methods have no place in ICE.</summary>
internal enum StunType : ushort
{
    BindingRequest = 0x0001,
    BindingIndication = 0x0011,
    BindingSuccess = 0x0101,
    BindingError = 0x0111,
}

/// <summary>Error codes of RFC 8489 section 14.8 and RFC 8445 section 7.3.1.1.</summary>
internal enum StunError
{
    BadRequest = 400,
    Unauthenticated = 401,
    UnknownAttribute = 420,
    RoleConflict = 487,
}
