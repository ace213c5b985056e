using System.Security.Cryptography;
using System.Text;
using NcpPowerShell.Credentials;

namespace NcpPowerShell.Sessions;

/// <summary>A session that cmdlets make by themselves from the environment, until the environment changes.</summary>
internal sealed class EnvironmentSession
{
    private readonly string _fingerprint;

    private EnvironmentSession(NcpSession session, string fingerprint)
    {
        Session = session;
        _fingerprint = fingerprint;
    }

    public NcpSession Session { get; }

    public bool IsUpToDate => !Session.IsClosed && _fingerprint == Fingerprint();

    /// <summary>Null when the environment has no credentials.</summary>
    public static EnvironmentSession? Connect()
    {
        var fingerprint = Fingerprint();
        return NcpEnvironment.Credentials() is { } credentials
            ? new EnvironmentSession(new NcpSession(credentials, NcpEnvironment.Options()), fingerprint)
            : null;
    }

    // A hash, because the secret key is among the variables.
    private static string Fingerprint()
    {
        var values = string.Join("\n", NcpEnvironment.Names.Select(Environment.GetEnvironmentVariable));
#if NET
        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(values)));
#else
        using var sha256 = SHA256.Create();
        return Convert.ToBase64String(sha256.ComputeHash(Encoding.UTF8.GetBytes(values)));
#endif
    }
}
