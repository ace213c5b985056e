using System.Globalization;
using NcpPowerShell.Emulator.Gateway;

namespace NcpPowerShell.Emulator.Kms;

internal static class KmsEndpoints
{
    private const int DefaultPageSize = 100;
    private const int MaximumPageSize = 200;

    public static void Map(IEndpointRouteBuilder routes, RequestPipeline pipeline, EmulatorState state)
    {
        routes.MapGet("/kms/v1/keys", pipeline.Signed(exchange => List(exchange, state)));
        routes.MapGet("/kms/v1/keys/{keyTag}", Part(key => key.Info));
        routes.MapGet("/kms/v1/keys/{keyTag}/versions", Part(key => key.Versions));
        routes.MapGet("/kms/v1/keys/{keyTag}/token-generator", Part(key => key.TokenGenerator ?? KmsTokenGenerator.Never));

        RequestDelegate Part(Func<KmsKey, object> choose) => pipeline.Signed(exchange =>
            state.Keys.Find(exchange.Route("keyTag")) is { } key ? Success(choose(key)) : Failure(404, "NOT_FOUND", "Not found"));
    }

    private static Reply List(Exchange exchange, EmulatorState state)
    {
        if (Number(exchange.Query("pageNo"), 1) is not (>= 1 and var pageNo)
            || Number(exchange.Query("pageSize"), DefaultPageSize) is not (>= 1 and <= MaximumPageSize and var pageSize))
        {
            return Failure(400, "INVALID_REQUEST", "Invalid request");
        }
        var shape = state.Settings.ListShape;
        var keys = state.Keys.Slice((pageNo - 1L) * pageSize, pageSize).Select(key => KmsListItem.Of(key.Info));
        var data = new Dictionary<string, object>
        {
            [shape is ListShape.CapitalList or ListShape.Table ? "KeyList" : "keyList"] = keys,
        };
        var envelope = new Dictionary<string, object> { ["code"] = "SUCCESS", ["data"] = data };
        var counters = shape is ListShape.TopLevelCounters or ListShape.Table ? envelope : data;
        counters["currentPageNo"] = pageNo;
        counters["totalPageNo"] = (state.Keys.Count + pageSize - 1) / pageSize;
        counters["totalCount"] = state.Keys.Count;
        return Reply.Json(envelope);
    }

    private static int? Number(string? text, int absent)
    {
        if (text is null)
        {
            return absent;
        }
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static Reply Success(object data) => Reply.Json(new { Code = "SUCCESS", Data = data });

    private static Reply Failure(int status, string code, string message) => Reply.Json(new { Code = code, Msg = message }, status);
}
