namespace NcpPowerShell.Emulator.Gateway;

/// <summary>The errors of the API gateway, as common to all its services.</summary>
internal static class GatewayError
{
    private static readonly Dictionary<string, (int Status, string Message)> Known = new()
    {
        ["100"] = (400, "Bad Request Exception"),
        ["200"] = (401, "Authentication Failed"),
        ["210"] = (401, "Permission Denied"),
        ["230"] = (403, "Forbidden"),
        ["300"] = (404, "Not Found Exception"),
        ["400"] = (429, "Quota Exceeded"),
        ["410"] = (429, "Throttle Limited"),
        ["420"] = (429, "Rate Limited"),
        ["430"] = (413, "Request Entity Too Large"),
        ["500"] = (503, "Endpoint Error"),
        ["510"] = (504, "Endpoint Timeout"),
        ["900"] = (500, "Unexpected Error"),
    };

    public static bool IsKnown(string code) => Known.ContainsKey(code);

    public static Reply Of(string code, string? details = null)
    {
        var (status, message) = Known[code];
        return Reply.Json(new { Error = new { ErrorCode = code, Message = message, Details = details } }, status);
    }

    public static Reply BadRequest(string details) => Of("100", details);

    public static Reply Unauthenticated(SignatureVerdict verdict) => verdict == SignatureVerdict.MissingHeader
        ? MissingAuthentication()
        : InvalidAuthentication();

    public static Reply MissingAuthentication() => Of("200", "Authentication information are missing.");

    public static Reply InvalidAuthentication() => Of("200", "Invalid authentication information.");

    public static Reply PermissionDenied() => Of("210");

    public static Reply NotFound(string? details = null) => Of("300", details);

    public static Reply Unexpected() => Of("900");
}
