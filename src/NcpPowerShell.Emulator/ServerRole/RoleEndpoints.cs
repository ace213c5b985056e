using System.Globalization;
using NcpPowerShell.Emulator.Gateway;

namespace NcpPowerShell.Emulator.ServerRole;

internal static class RoleEndpoints
{
    private const string Root = "/latest/meta-data/iam/security-credentials";

    public static void Map(IEndpointRouteBuilder routes, RequestPipeline pipeline, EmulatorState state)
    {
        routes.MapGet(Root, pipeline.Open(_ => Reply.Text(RoleIssuer.RoleName + "\n")));
        routes.MapGet($"{Root}/{{role}}", pipeline.Open(exchange => Get(exchange, state)));
    }

    private static Reply Get(Exchange exchange, EmulatorState state)
    {
        if (exchange.Route("role") != RoleIssuer.RoleName)
        {
            return Reply.Text("Not Found\n", StatusCodes.Status404NotFound);
        }
        var pair = state.Role.Fetch(exchange.Now, TimeSpan.FromSeconds(state.Settings.RoleLifetimeSeconds));
        return Reply.Json(new Dictionary<string, string>
        {
            ["Code"] = "Success",
            ["Message"] = "",
            ["AccessKeyId"] = pair.AccessKey,
            ["SecretAccessKey"] = pair.SecretKey,
            ["Expiration"] = pair.Expiration!.Value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        });
    }
}
