namespace NcpPowerShell.Emulator.Gateway;

/// <summary>A pair that may sign requests.</summary>
public sealed record Credential(string AccessKey, string SecretKey)
{
    /// <summary>Paths, by their beginning, that this pair has no permission for.</summary>
    public IReadOnlyList<string> DeniedPaths { get; init; } = [];

    /// <summary>When a pair issued to a server role ends; absent for one that lasts.</summary>
    public DateTimeOffset? Expiration { get; init; }

    internal bool IsDenied(string target) =>
        DeniedPaths.Any(path => target.StartsWith(path, StringComparison.Ordinal));
}
