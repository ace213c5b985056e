using System.Globalization;
using System.Text.Json;
using NcpPowerShell.Emulator.Gateway;

namespace NcpPowerShell.Emulator.ApiGateway;

internal static class ApiKeyEndpoints
{
    private const int MaximumNameLength = 20;

    public static void Map(IEndpointRouteBuilder routes, RequestPipeline pipeline, EmulatorState state)
    {
        routes.MapGet("/api/v1/api-keys", pipeline.Signed(exchange => List(exchange, state)));
        routes.MapGet("/api/v1/api-keys/{apiKeyId}", pipeline.Signed(exchange => Get(exchange, state)));
        routes.MapPatch("/api/v1/api-keys/{apiKeyId}", pipeline.Signed(exchange => Regenerate(exchange, state)));
    }

    private static Reply List(Exchange exchange, EmulatorState state)
    {
        var name = exchange.Query("apiKeyName") ?? "";
        if (Number(exchange.Query("offset"), 0) is not (>= 0 and var offset)
            || Number(exchange.Query("limit"), int.MaxValue) is not (>= 1 and var limit)
            || name.Length > MaximumNameLength)
        {
            return GatewayError.BadRequest("offset, limit or apiKeyName is out of range.");
        }
        var all = state.ApiKeys.Snapshot();
        var matches = all.Where(key => key.ApiKeyName.Contains(name, StringComparison.OrdinalIgnoreCase)).ToList();
        return Reply.Json(new
        {
            ApiKeys = matches.Skip(Clamp(offset)).Take(Clamp(limit)).Select(key => key with { PrimaryKey = null, SecondaryKey = null }),
            Total = matches.Count,
            InitialCount = all.Count,
        });
    }

    private static Reply Get(Exchange exchange, EmulatorState state) =>
        state.ApiKeys.Find(exchange.Route("apiKeyId")) is { } key ? Reply.Json(key) : UnknownApiKey();

    private static Reply Regenerate(Exchange exchange, EmulatorState state)
    {
        if (!exchange.Request.HasJsonContentType())
        {
            return GatewayError.BadRequest("Content-Type must be application/json.");
        }
        var keyType = ReadKeyType(exchange.Body);
        if (keyType is not ("PRIMARY" or "SECONDARY"))
        {
            return GatewayError.BadRequest("keyType must be PRIMARY or SECONDARY.");
        }
        var apiKeyId = exchange.Route("apiKeyId");
        if (state.ApiKeys.Regenerate(apiKeyId, keyType == "PRIMARY", exchange.Now) is not { } key)
        {
            return UnknownApiKey();
        }
        state.Stats.CountReset(apiKeyId);
        return Reply.Json(new { ApiKey = key });
    }

    private static Reply UnknownApiKey() => GatewayError.NotFound("The API key does not exist.");

    private static string? ReadKeyType(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("keyType", out var keyType)
                && keyType.ValueKind == JsonValueKind.String
                    ? keyType.GetString()
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static long? Number(string? text, long absent)
    {
        if (text is null)
        {
            return absent;
        }
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static int Clamp(long number) => (int)Math.Min(number, int.MaxValue);
}
