using NcpPowerShell.Http;
using NcpPowerShell.Json;

namespace NcpPowerShell.Kms;

/// <summary>KMS wraps everything: <c>{"code":"SUCCESS","data":{...}}</c>. Any other code is a failure, whatever the status.</summary>
internal static class KmsEnvelope
{
    public static T Read<T>(NcpResponse response, Func<JsonFields, JsonFields, T> read) => JsonBody.Read(response, envelope =>
    {
        var code = envelope.Text("code");
        return code == "SUCCESS"
            ? read(envelope.RequiredObject("data"), envelope)
            : throw ErrorParser.Failure(response, code, envelope.Text("msg") ?? "the answer does not say SUCCESS");
    });
}
