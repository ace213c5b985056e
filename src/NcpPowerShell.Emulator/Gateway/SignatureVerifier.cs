using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NcpPowerShell.Emulator.Gateway;

internal sealed class SignatureVerifier(CredentialStore credentials)
{
    private const string TimestampHeader = "x-ncp-apigw-timestamp";
    private const string AccessKeyHeader = "x-ncp-iam-access-key";
    private const string SignatureHeader = "x-ncp-apigw-signature-v2";

    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public (SignatureVerdict Verdict, Credential? Signer) Verify(HttpRequest request, string target, DateTimeOffset now)
    {
        if (Single(request, TimestampHeader) is not { } timestamp
            || Single(request, AccessKeyHeader) is not { } accessKey
            || Single(request, SignatureHeader) is not { } signature)
        {
            return (SignatureVerdict.MissingHeader, null);
        }
        if (credentials.Find(accessKey) is not { } signer)
        {
            return (SignatureVerdict.UnknownAccessKey, null);
        }
        if (signer.Expiration <= now)
        {
            return (SignatureVerdict.ExpiredAccessKey, signer);
        }
        if (!IsTimely(timestamp, now))
        {
            return (SignatureVerdict.ClockSkew, signer);
        }
        var expected = Sign($"{request.Method} {target}\n{timestamp}\n{accessKey}", signer.SecretKey);
        var isEqual = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(signature));
        return (isEqual ? SignatureVerdict.Valid : SignatureVerdict.Mismatch, signer);
    }

    public static string? AccessKeyOf(HttpRequest request) => Single(request, AccessKeyHeader);

    private static string? Single(HttpRequest request, string header) =>
        request.Headers[header] is [{ Length: > 0 } value] ? value : null;

    private static bool IsTimely(string timestamp, DateTimeOffset now) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
        && Math.Abs((decimal)milliseconds - now.ToUnixTimeMilliseconds()) <= (decimal)Tolerance.TotalMilliseconds;

    private static string Sign(string message, string secretKey) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secretKey), Encoding.UTF8.GetBytes(message)));
}
