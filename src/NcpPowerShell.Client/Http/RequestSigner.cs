using System.Buffers;
using System.Text;
using NcpPowerShell.Credentials;

namespace NcpPowerShell.Http;

/// <summary>Signature v2: Base64 of HMAC-SHA256 over method, target, timestamp and access key.</summary>
internal static class RequestSigner
{
    /// <param name="method">Upper case.</param>
    /// <param name="target">Path and query exactly as they are sent.</param>
    /// <param name="timestamp">Unix milliseconds, the very text of the header.</param>
    /// <param name="credential">Whose signature it is.</param>
    public static string Sign(string method, string target, string timestamp, NcpCredential credential)
    {
        var characters = method.Length + target.Length + timestamp.Length + credential.AccessKey.Length + 3;
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(characters));
        try
        {
            var length = 0;
            Append(method);
            buffer[length++] = (byte)' ';
            Append(target);
            buffer[length++] = (byte)'\n';
            Append(timestamp);
            buffer[length++] = (byte)'\n';
            Append(credential.AccessKey);
            return Convert.ToBase64String(credential.SecretKey.HmacSha256(buffer, length));

            void Append(string text) => length += Encoding.UTF8.GetBytes(text, 0, text.Length, buffer, length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
