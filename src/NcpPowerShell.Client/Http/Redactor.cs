using System.Globalization;
using System.Text;
using System.Text.Json;
using NcpPowerShell.Json;

namespace NcpPowerShell.Http;

/// <summary>The one place that turns requests and answers into text for people. It shows only what it knows to be harmless.</summary>
internal static class Redactor
{
    private const string Hidden = "[hidden]";

    private static readonly HashSet<string> Headers = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Content-Length", "Content-Type", "Date", "Retry-After", "Server", "User-Agent", NcpHeaders.Timestamp,
        "x-ncp-trace-id", "x-ncp-request-id", "x-request-id", "x-ratelimit-remaining",
    };

    private static readonly HashSet<string> Fields = new(StringComparer.OrdinalIgnoreCase)
    {
        "code", "msg", "message", "details", "errorCode", "returnCode", "returnMessage",
        "keyId", "keyTag", "keyName", "nrn", "baseUrl", "keyType", "status", "keystoreId", "currentVersion", "protectionType",
        "isConvergent", "isAutoRotation", "rotationPeriod", "nextRotationDate", "registerDate", "destroyDate",
        "migrationId", "targetBoundary", "startDate", "errorMessage",
        "version", "statusDate", "rotatedDate", "enabledDate", "disabledDate", "issuedTokenCount",
        "currentPageNo", "totalPageNo", "totalCount", "total", "initialCount",
        "name", "title", "fingerprint", "createTime",
        "apiKeyId", "apiKeyName", "apiKeyDescription", "tenantId", "modifier", "isEnabled", "modTime", "domainCode",
    };

    public static string Describe(NcpRequest request, string timestamp)
    {
        var text = new StringBuilder().Append("> ").Append(request.Method).Append(' ').Append(request.Uri.AbsoluteUri);
        AppendHeader(text, ">", NcpHeaders.Timestamp, timestamp);
        AppendHeader(text, ">", NcpHeaders.AccessKey, Hidden);
        AppendHeader(text, ">", NcpHeaders.Signature, Hidden);
        if (request.ApiKey is not null)
        {
            AppendHeader(text, ">", NcpHeaders.ApiKey, Hidden);
        }

        if (request.Body is not null)
        {
            text.AppendLine().Append("> ").Append(Body(request.Body, text => text));
        }

        return text.ToString();
    }

    public static string Describe(NcpResponse response)
    {
        var text = new StringBuilder().Append("< ").Append(((int)response.Status).ToString(CultureInfo.InvariantCulture));
        foreach (var header in response.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
        {
            AppendHeader(text, "<", header.Key, Headers.Contains(header.Key) ? response.Scrub(string.Join(", ", header.Value)) : Hidden);
        }

        text.AppendLine().Append("< ").Append(Body(response.Body, response.Scrub));
        return text.ToString();
    }

    private static void AppendHeader(StringBuilder text, string direction, string name, string value) =>
        text.AppendLine().Append(direction).Append(' ').Append(name).Append(": ").Append(value);

    /// <summary>JSON with the values of unknown fields hidden; of anything else only the length.</summary>
    private static string Body(ReadOnlyMemory<byte> body, Func<string, string> scrub)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            using var buffer = new MemoryStream();
            using (var writer = new Utf8JsonWriter(buffer))
            {
                Write(writer, document.RootElement, scrub, isHarmless: false);
            }

            return Encoding.UTF8.GetString(buffer.ToArray());
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            return $"({body.Length} bytes that are not JSON)";
        }
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value, Func<string, string> scrub, bool isHarmless)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject())
                {
                    var name = JsonValues.NameOf(property);
                    writer.WritePropertyName(scrub(name));
                    Write(writer, property.Value, scrub, Fields.Contains(name));
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item, scrub, isHarmless);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String or JsonValueKind.Number when !isHarmless:
                writer.WriteStringValue(Hidden);
                break;
            // Before the writer escapes it: an escaped secret would not be found any more.
            case JsonValueKind.String:
                writer.WriteStringValue(scrub(value.GetString()!));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
