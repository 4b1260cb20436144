using System.Globalization;
using MeetingHub.Domain;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace MeetingHub.Server.Data;

internal sealed class IdConverter<T>() : ValueConverter<T, Guid>(id => id.Value, value => Of(value))
    where T : struct, IId<T>
{
    // An expression tree cannot call a static abstract member.
    private static T Of(Guid value) => T.From(value);
}

/// <summary>Text of one width, so that SQLite orders instants as it orders text; microseconds, as PostgreSQL keeps.</summary>
internal sealed class SqliteInstantConverter() : ValueConverter<DateTimeOffset, string>(instant => Write(instant), text => Read(text))
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public static string Write(DateTimeOffset instant) => instant.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    public static DateTimeOffset Read(string text) =>
        DateTimeOffset.ParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}

/// <summary>Npgsql refuses an instant with an offset.</summary>
internal sealed class UtcInstantConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(
    instant => instant.ToUniversalTime(), instant => instant);
