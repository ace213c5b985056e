using System.Net;
using System.Security;

namespace NcpPowerShell.Credentials;

/// <summary>Between plain strings and <see cref="SecureString"/>.</summary>
internal static class Secure
{
    public static SecureString From(string text)
    {
        var secure = new SecureString();
        foreach (var character in text)
        {
            secure.AppendChar(character);
        }

        secure.MakeReadOnly();
        return secure;
    }

    public static string Reveal(SecureString secure) => new NetworkCredential("", secure).Password;
}
