namespace NcpPowerShell.Emulator.Nsml;

public sealed record NsmlAuthKey
{
    public required string Name { get; init; }

    public required string Title { get; init; }

    public required string Fingerprint { get; init; }

    public required string CreateTime { get; init; }
}
