using System.Security.Cryptography;
using System.Text;
using NcpPowerShell.Emulator.Gateway;

namespace NcpPowerShell.Emulator.Nsml;

internal static class NsmlEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, RequestPipeline pipeline, EmulatorState state) =>
        routes.MapGet("/nsml/v1/auth-keys", pipeline.Signed(exchange => Refuse(exchange.Request, state) ?? List(state)));

    private static Reply List(EmulatorState state) =>
        Reply.Json(new { KeyList = state.AuthKeys, TotalCount = state.AuthKeys.Count });

    private static Reply? Refuse(HttpRequest request, EmulatorState state)
    {
        if (request.Headers["x-ncp-apigw-api-key"] is not [{ Length: > 0 } apiKey])
        {
            return GatewayError.MissingAuthentication();
        }
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(apiKey), Encoding.UTF8.GetBytes(state.NsmlApiKey)))
        {
            return GatewayError.InvalidAuthentication();
        }
        return request.HasJsonContentType() ? null : GatewayError.BadRequest("Content-Type must be application/json.");
    }
}
