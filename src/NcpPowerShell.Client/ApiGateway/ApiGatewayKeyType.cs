namespace NcpPowerShell.ApiGateway;

/// <summary>Which of an API key's two values.</summary>
public enum ApiGatewayKeyType
{
    /// <summary>The primary key.</summary>
    Primary,

    /// <summary>The secondary key.</summary>
    Secondary,
}
