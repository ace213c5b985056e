namespace NcpPowerShell.Emulator.Gateway;

/// <summary>One request on its way to an answer.</summary>
internal sealed record Exchange(HttpRequest Request, byte[] Body, DateTimeOffset Now)
{
    public string Route(string name) => (string)Request.RouteValues[name]!;

    public string? Query(string name) => Request.Query.TryGetValue(name, out var values) ? values.ToString() : null;
}
