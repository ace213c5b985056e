namespace NcpPowerShell.Http;

/// <summary>Header names of NCP's gateway.</summary>
internal static class NcpHeaders
{
    public const string Timestamp = "x-ncp-apigw-timestamp";

    public const string AccessKey = "x-ncp-iam-access-key";

    public const string Signature = "x-ncp-apigw-signature-v2";

    public const string ApiKey = "x-ncp-apigw-api-key";

    /// <summary>Where an answer's id may be; which one NCP sends is not documented.</summary>
    public static readonly string[] RequestIds = ["x-ncp-trace-id", "x-ncp-request-id", "x-request-id"];
}
