using System.Text.Json;
using System.Text.Json.Serialization;

namespace NcpPowerShell.Emulator.Faults;

/// <summary>Reads <c>"5"</c> and <c>5</c> alike.</summary>
internal sealed class TextOrNumberConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => $"{reader.GetInt64()}",
        _ => throw new JsonException("A string or a number is expected."),
    };

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
