namespace NcpPowerShell.Endpoints;

/// <summary>NCP's separate environments; an account belongs to one.</summary>
public enum NcpSite
{
    /// <summary>The commercial site, ncloud.com.</summary>
    Public,

    /// <summary>The government site, gov-ncloud.com.</summary>
    Gov,

    /// <summary>The financial site, fin-ncloud.com. It has no KMS 2.0.</summary>
    Fin,
}
