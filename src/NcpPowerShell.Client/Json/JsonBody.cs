using System.Text.Json;
using NcpPowerShell.Http;

namespace NcpPowerShell.Json;

/// <summary>From the bytes of an answer to typed objects, or to one error.</summary>
internal static class JsonBody
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <exception cref="JsonException">The body is not JSON.</exception>
    public static JsonDocument Parse(NcpResponse response)
    {
        var body = response.Body;
        return JsonDocument.Parse(body.Span.StartsWith(ByteOrderMark) ? body.Slice(ByteOrderMark.Length) : body);
    }

    /// <summary>Reads a 2xx answer; whatever is wrong with it is one <see cref="Errors.NcpApiException"/>.</summary>
    public static T Read<T>(NcpResponse response, Func<JsonFields, T> read)
    {
        if (response.MediaType is { } mediaType && !IsJson(mediaType))
        {
            throw ErrorParser.Unexpected(response, $"its content type is {mediaType}");
        }

        try
        {
            using var document = Parse(response);
            return read(new JsonFields(document.RootElement, "$", response.Scrub));
        }
        catch (JsonException e)
        {
            throw ErrorParser.Unexpected(response, response.Body.IsEmpty ? "its body is empty" : $"its body is not JSON (byte {e.BytePositionInLine} of line {e.LineNumber})");
        }
        catch (FormatException e)
        {
            throw ErrorParser.Unexpected(response, e.Message, e);
        }
    }

    private static bool IsJson(string mediaType) =>
        mediaType.EndsWith("json", StringComparison.OrdinalIgnoreCase)
        || mediaType.Equals("text/plain", StringComparison.OrdinalIgnoreCase);
}
