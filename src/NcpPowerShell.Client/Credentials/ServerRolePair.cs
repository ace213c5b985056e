namespace NcpPowerShell.Credentials;

/// <summary>What the metadata service gave, and for which role.</summary>
internal sealed record ServerRolePair(string Role, NcpCredential Credential);
