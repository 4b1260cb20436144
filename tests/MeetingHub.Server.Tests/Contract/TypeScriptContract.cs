using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MeetingHub.Server.Tests.Contract;

/// <summary>
/// Writes the TypeScript side of what goes over the wire. It asks System.Text.Json itself what a type looks like, so a
/// converter, a renamed property or a polymorphic union can't differ from what is sent.
/// </summary>
internal sealed class TypeScriptContract(JsonSerializerOptions json)
{
    private static readonly NullabilityInfoContext Nullability = new();

    private readonly SortedDictionary<string, string> declarations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Type> named = new(StringComparer.Ordinal);
    private readonly HashSet<Type> sent = [];
    private readonly StringBuilder interfaces = new();

    /// <summary>The whole file. Its first lines carry the hash of the rest, which both sides compare on connect.</summary>
    public string Text()
    {
        var body = new StringBuilder();
        foreach (var (_, declaration) in declarations)
            body.Append(declaration).Append('\n');
        body.Append(interfaces);
        var text = body.ToString();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
        return $"""
            // Written by ContractTests from the C# types: `UPDATE_CONTRACT=1 dotnet test tests/MeetingHub.Server.Tests --filter Contract`.
            export const contractHash = '{hash}'

            type Id<Name extends string> = string & {'{'} readonly __id: Name {'}'}


            """ + text;
    }

    /// <summary>An interface the server implements or calls, with its method names as they go over the wire.</summary>
    public void AddInterface(string name, IEnumerable<MethodInfo> methods, bool sentByServer)
    {
        interfaces.Append(CultureInfo.InvariantCulture, $"export interface {name} {{\n");
        foreach (var method in methods.OrderBy(m => m.Name, StringComparer.Ordinal))
        {
            var parameters = method.GetParameters()
                .Where(p => p.ParameterType != typeof(CancellationToken))
                .Select(p => $"{p.Name}: {Reference(Nullability.Create(p), sentByServer)}");
            var result = sentByServer ? "void" : Answer(method);
            interfaces.Append(CultureInfo.InvariantCulture, $"  {method.Name}({string.Join(", ", parameters)}): {result}\n");
        }
        interfaces.Append("}\n\n");
    }

    /// <summary>A type of the HTTP surface; its direction isn't known, so a parameter with a default may be left out.</summary>
    public void Add(Type type) => Name(type, isSent: false);

    private string Answer(MethodInfo method)
    {
        var info = Nullability.Create(method.ReturnParameter);
        return info.GenericTypeArguments is [var awaited] ? $"Promise<{Reference(awaited, isSent: true)}>" : "Promise<void>";
    }

    private string Reference(NullabilityInfo info, bool isSent)
    {
        var type = info.Type;
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Name(underlying, isSent) + " | null";
        string name;
        if (type.IsArray)
            name = ListOf(Reference(info.ElementType!, isSent));
        else if (type != typeof(string) && ElementOf(type) is { } element)
            name = ListOf(info.GenericTypeArguments is [var only] ? Reference(only, isSent) : Name(element, isSent));
        else if (DictionaryOf(type) is [var key, var value])
            name = $"Record<{Name(key, isSent)}, {(info.GenericTypeArguments is [_, var v] ? Reference(v, isSent) : Name(value, isSent))}>";
        else
            name = Name(type, isSent);
        return info.ReadState == NullabilityState.Nullable ? name + " | null" : name;
    }

    private static string ListOf(string element) => element.Contains(' ', StringComparison.Ordinal) ? $"({element})[]" : $"{element}[]";

    private string Name(Type type, bool isSent)
    {
        if (Scalar(type) is { } scalar)
            return scalar;
        if (type.IsGenericParameter)
            return type.Name;
        if (type.IsArray)
            return ListOf(Name(type.GetElementType()!, isSent));
        if (ElementOf(type) is { } element)
            return ListOf(Name(element, isSent));
        if (DictionaryOf(type) is [var key, var value])
            return $"Record<{Name(key, isSent)}, {Name(value, isSent)}>";
        if (type.IsGenericType)
        {
            var arguments = type.GetGenericArguments().Select(a => Name(a, isSent)).ToList();
            return $"{Declare(type, isSent)}<{string.Join(", ", arguments)}>";
        }
        return Declare(type, isSent);
    }

    private static string? Scalar(Type type) => type switch
    {
        _ when type == typeof(string) || type == typeof(Guid) || type == typeof(Uri) || type == typeof(char) => "string",
        _ when type == typeof(bool) => "boolean",
        _ when type == typeof(int) || type == typeof(long) || type == typeof(uint) || type == typeof(ulong) || type == typeof(short)
            || type == typeof(ushort) || type == typeof(byte) || type == typeof(double) || type == typeof(float)
            || type == typeof(decimal) => "number",
        _ when type == typeof(JsonElement) || type == typeof(object) => "unknown",
        _ => null,
    };

    private static Type? ElementOf(Type type)
    {
        if (type == typeof(string) || DictionaryOf(type) is not null)
            return null;
        return type.GetInterfaces().Append(type)
            .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];
    }

    private static Type[]? DictionaryOf(Type type) => type.GetInterfaces().Append(type)
        .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))?.GetGenericArguments();

    private string Declare(Type type, bool isSent)
    {
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        var name = definition.Name.Split('`')[0];
        if (named.TryGetValue(name, out var other))
        {
            if (other != definition)
                throw new InvalidOperationException($"{definition} and {other} would both be called {name} in TypeScript: rename one.");
            if (!isSent || !sent.Add(definition))
                return name;
        }
        else
        {
            named.Add(name, definition);
            if (isSent)
                sent.Add(definition);
        }
        // The name stands before its members are looked at, or a type that contains itself would never end.
        declarations[name] = "";
        declarations[name] = Declaration(type, definition, name, isSent);
        return name;
    }

    private string Declaration(Type type, Type definition, string name, bool isSent)
    {
        if (Alias(definition) is { } alias)
            return $"export type {name} = {alias}\n";
        if (definition.IsEnum)
            return $"export type {name} = {string.Join(" | ", Enum.GetValues(definition).Cast<object>().Select(v => Literal(definition, v)))}\n";

        var info = json.GetTypeInfo(type);
        if (info.PolymorphismOptions is { DerivedTypes.Count: > 0 } union)
        {
            var cases = union.DerivedTypes.OrderBy(d => d.TypeDiscriminator!.ToString(), StringComparer.Ordinal).ToList();
            foreach (var derived in cases)
                DeclareCase(derived, union.TypeDiscriminatorPropertyName, isSent);
            return $"export type {name} =\n" + string.Concat(cases.Select(c => $"  | {c.DerivedType.Name}\n"));
        }
        if (info.Kind != JsonTypeInfoKind.Object)
            throw new InvalidOperationException($"{type} is written by a converter the contract does not know.");
        return Interface(definition, info, name, discriminator: null, isSent);
    }

    private void DeclareCase(JsonDerivedType derived, string property, bool isSent)
    {
        var name = derived.DerivedType.Name;
        if (named.TryGetValue(name, out var other) && other != derived.DerivedType)
            throw new InvalidOperationException($"{derived.DerivedType} and {other} would both be called {name} in TypeScript: rename one.");
        named[name] = derived.DerivedType;
        if (isSent)
            sent.Add(derived.DerivedType);
        declarations[name] = "";
        declarations[name] = Interface(
            derived.DerivedType, json.GetTypeInfo(derived.DerivedType), name, $"  {property}: '{derived.TypeDiscriminator}'\n", isSent);
    }

    private string Interface(Type definition, JsonTypeInfo info, string name, string? discriminator, bool isSent)
    {
        var generics = definition.IsGenericTypeDefinition ? $"<{string.Join(", ", definition.GetGenericArguments().Select(a => a.Name))}>" : "";
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"export interface {name}{generics} {{\n").Append(discriminator);
        foreach (var property in info.Properties)
        {
            if (property.IsExtensionData || (property.Get is null && property.Set is null))
                continue;
            var clr = definition.GetProperty(((PropertyInfo)property.AttributeProvider!).Name)!;
            var mayBeLeftOut = !isSent && !property.IsRequired
                && (property.AssociatedParameter is { HasDefaultValue: true } || (property.AssociatedParameter is null && property.Set is not null));
            var reference = Reference(Nullability.Create(clr), isSent);
            // The server leaves null out; what a page sends may say it.
            if (isSent && reference.EndsWith(" | null", StringComparison.Ordinal))
                (reference, mayBeLeftOut) = (reference[..^" | null".Length], true);
            text.Append(CultureInfo.InvariantCulture, $"  {property.Name}{(mayBeLeftOut ? "?" : "")}: {reference}\n");
        }
        return text.Append("}\n").ToString();
    }

    private string Literal(Type type, object value) => JsonSerializer.Serialize(value, type, json).Replace('"', '\'');

    /// <summary>What JSON writes as one string or number, but is a type of its own here: ids, times, lengths.</summary>
    private string? Alias(Type type)
    {
        if (type == typeof(DateTimeOffset) || type == typeof(DateTime) || type == typeof(DateOnly) || type == typeof(TimeOnly) || type == typeof(TimeSpan))
            return "string";
        if (!type.IsValueType || type.IsEnum || json.GetTypeInfo(type).Kind != JsonTypeInfoKind.None)
            return null;
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance);
        var value = properties is [var only] ? only : type.GetProperty("Value");
        if (value is null || Scalar(value.PropertyType) is not { } scalar)
            return null;
        return scalar is "string" ? $"Id<'{type.Name}'>" : scalar;
    }
}
