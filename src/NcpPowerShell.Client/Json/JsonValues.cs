using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace NcpPowerShell.Json;

/// <summary>JSON as values that PowerShell shows, compares and serializes by itself.</summary>
internal static class JsonValues
{
    public static object? ToPlain(JsonElement value, Func<string, string> scrub) => value.ValueKind switch
    {
        JsonValueKind.String => TryGetText(value, out var text) ? scrub(text) : throw NotUtf8(),
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole : value.TryGetDouble(out var number) ? number : value.GetRawText(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => value.EnumerateArray().Select(item => ToPlain(item, scrub)).ToArray(),
        JsonValueKind.Object => ToDictionary(value, scrub),
        _ => null,
    };

    /// <summary>False when the bytes of the string are not UTF-8, which the parser only finds out here.</summary>
    public static bool TryGetText(JsonElement value, [NotNullWhen(true)] out string? text)
    {
        try
        {
            text = value.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            text = null;
            return false;
        }
    }

    private static Dictionary<string, object?> ToDictionary(JsonElement value, Func<string, string> scrub)
    {
        var result = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in value.EnumerateObject())
        {
            result[scrub(NameOf(property))] = ToPlain(property.Value, scrub);
        }

        return result;
    }

    public static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            throw NotUtf8();
        }
    }

    private static FormatException NotUtf8() => new("a text in it is not valid UTF-8");
}
