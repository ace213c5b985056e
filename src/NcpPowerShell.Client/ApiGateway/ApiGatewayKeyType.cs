namespace NcpPowerShell.ApiGateway;

/// <summary>Which of an API key's two values.</summary>
public enum ApiGatewayKeyType
{
    // Not from 0: PowerShell adds up a list of names, and "Primary, Secondary" must not come out as one of them.

    /// <summary>The primary key.</summary>
    Primary = 1,

    /// <summary>The secondary key.</summary>
    Secondary = 2,
}
