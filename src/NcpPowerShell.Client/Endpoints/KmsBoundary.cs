namespace NcpPowerShell.Endpoints;

/// <summary>Where KMS keeps a key: everywhere, or isolated in one country.</summary>
public enum KmsBoundary
{
    /// <summary>Keys that every region can use.</summary>
    Global,

    /// <summary>Keys isolated in Korea.</summary>
    KR,

    /// <summary>Keys isolated in Japan.</summary>
    JP,
}
