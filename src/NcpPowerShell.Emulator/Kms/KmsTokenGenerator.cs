namespace NcpPowerShell.Emulator.Kms;

/// <summary><c>data</c> of GET /kms/v1/keys/{keyTag}/token-generator.</summary>
public sealed record KmsTokenGenerator
{
    /// <summary>What the emulator answers for a key that never had a generator; the documentation does not say.</summary>
    public static KmsTokenGenerator Never { get; } = new() { Status = "INACTIVE" };

    public string? TokenGeneratorId { get; init; }

    public required string Status { get; init; }

    public long? EnabledDate { get; init; }

    public long? DisabledDate { get; init; }

    public int? IssuedTokenCount { get; init; }
}
