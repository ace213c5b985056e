namespace NcpPowerShell.Emulator.Kms;

/// <summary><c>data</c> of GET /kms/v1/keys/{keyTag}/versions.</summary>
public sealed record KmsVersions(string KeyTag, int CurrentVersion, IReadOnlyList<KmsVersion> VersionList);
