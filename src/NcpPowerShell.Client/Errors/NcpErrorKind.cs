namespace NcpPowerShell.Errors;

/// <summary>What went wrong, in one word. The module's error ids are these names behind "Ncp".</summary>
public enum NcpErrorKind
{
    /// <summary>No session was given and none can be made from what is configured.</summary>
    NotConnected,

    /// <summary>A source of credentials is there but not complete or not readable.</summary>
    InvalidCredential,

    /// <summary>A site, boundary or base address that cannot be used.</summary>
    InvalidEndpoint,

    /// <summary>A key tag or id that is empty or would change the path of the request.</summary>
    InvalidIdentifier,

    /// <summary>The session's site does not have the service.</summary>
    ServiceNotInSite,

    /// <summary>CLOVA NSML was asked without its API Gateway key.</summary>
    MissingNsmlApiKey,

    /// <summary>The session was disconnected.</summary>
    SessionClosed,

    /// <summary>HTTP 400: NCP understood the request and calls it invalid.</summary>
    BadRequest,

    /// <summary>HTTP 401: unknown access key, wrong secret key or wrong clock.</summary>
    AuthenticationFailed,

    /// <summary>HTTP 401 with code 210, or 403.</summary>
    PermissionDenied,

    /// <summary>HTTP 404.</summary>
    NotFound,

    /// <summary>HTTP 422: the key is not in a state that allows it.</summary>
    InvalidState,

    /// <summary>HTTP 413.</summary>
    RequestTooLarge,

    /// <summary>HTTP 429 with code 410 or 420: too many requests at once.</summary>
    Throttled,

    /// <summary>HTTP 429 with code 400: the quota of a usage plan is used up.</summary>
    QuotaExceeded,

    /// <summary>Any other 4xx.</summary>
    Rejected,

    /// <summary>HTTP 5xx.</summary>
    ServiceFailed,

    /// <summary>No connection, or it broke before the answer was complete.</summary>
    ConnectionFailed,

    /// <summary>No complete answer within the session's timeout, or HTTP 408.</summary>
    Timeout,

    /// <summary>An answer that is not what the service's documentation promises.</summary>
    UnexpectedAnswer,
}
