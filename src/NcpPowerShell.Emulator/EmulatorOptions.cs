using NcpPowerShell.Emulator.Seeding;

namespace NcpPowerShell.Emulator;

/// <summary>How an emulator starts; every credential left out becomes a random one.</summary>
public sealed record EmulatorOptions
{
    public static Uri DefaultUrl { get; } = new("http://127.0.0.1:0");

    public Uri Url { get; init; } = DefaultUrl;

    public Seed Seed { get; init; } = Seed.Default;

    /// <summary>How many KMS keys <c>tag000001</c>, <c>tag000002</c>... follow those of the seed.</summary>
    public int GeneratedKeys { get; init; }

    public string? AccessKey { get; init; }

    public string? SecretKey { get; init; }

    public string? NsmlApiKey { get; init; }

    /// <summary>Where the server's own log goes; nowhere when absent.</summary>
    public Action<ILoggingBuilder>? Logging { get; init; }
}
