using System.Management.Automation;

namespace NcpPowerShell.Errors;

/// <summary>The one place where a failure becomes an error record. Every id and every recommended action is here.</summary>
internal static class ErrorRecords
{
    public static ErrorRecord ToErrorRecord(this NcpException failure, object? target)
    {
        var (category, action) = Describe(failure.Kind);
        return new ErrorRecord(failure, ErrorId(failure.Kind), category, target ?? (failure as NcpApiException)?.Path)
        {
            ErrorDetails = new ErrorDetails(failure.Message)
            {
                RecommendedAction = failure is NcpApiException { MayHaveTakenEffect: true }
                    ? "It may have taken effect all the same. Look at ModTime and the key itself with Get-NcpApiGatewayKey -ApiKeyId before you repeat it."
                    : action,
            },
        };
    }

    public static string ErrorId(NcpErrorKind kind) => $"Ncp{kind}";

    private static (ErrorCategory Category, string Action) Describe(NcpErrorKind kind) => kind switch
    {
        NcpErrorKind.NotConnected => (ErrorCategory.ConnectionError, "Run Connect-Ncp, or set the environment variables, then run the command again."),
        NcpErrorKind.InvalidCredential => (ErrorCategory.AuthenticationError, "Correct the source that the message names: it needs an access key and its secret key."),
        NcpErrorKind.InvalidEndpoint => (ErrorCategory.InvalidArgument, "Correct -Site, -KmsBoundary, -Endpoint or -Proxy of Connect-Ncp, or the variable that the message names."),
        NcpErrorKind.InvalidIdentifier => (ErrorCategory.InvalidArgument, "List the keys without a tag or id and take it from there."),
        NcpErrorKind.ServiceNotInSite => (ErrorCategory.NotImplemented, "Connect to a site that offers the service with Connect-Ncp -Site."),
        NcpErrorKind.MissingNsmlApiKey => (ErrorCategory.AuthenticationError, "Connect with Connect-Ncp -NsmlApiKey, the API Gateway key that is approved for CLOVA NSML."),
        NcpErrorKind.SessionClosed => (ErrorCategory.ResourceUnavailable, "Run Connect-Ncp again."),
        NcpErrorKind.BadRequest => (ErrorCategory.InvalidArgument, "Correct the value that the message names."),
        NcpErrorKind.AuthenticationFailed => (ErrorCategory.AuthenticationError, "Check access key, secret key, site and this computer's clock (the gateway allows 5 minutes)."),
        NcpErrorKind.PermissionDenied => (ErrorCategory.PermissionDenied, "Grant the sub account a policy for this action, or connect as another account."),
        NcpErrorKind.NotFound => (ErrorCategory.ObjectNotFound, "Check the tag, id or name, and that the session's site and KMS boundary hold the key."),
        NcpErrorKind.InvalidState => (ErrorCategory.InvalidOperation, "Look at the key's Status with Get-NcpKmsKey."),
        NcpErrorKind.RequestTooLarge => (ErrorCategory.LimitsExceeded, "Send less at once."),
        NcpErrorKind.Throttled => (ErrorCategory.LimitsExceeded, "Lower -ThrottleLimit, or wait and run the command again."),
        NcpErrorKind.QuotaExceeded => (ErrorCategory.LimitsExceeded, "Raise the quota of the usage plan, or wait for its next period."),
        NcpErrorKind.Rejected => (ErrorCategory.InvalidOperation, "See the status and message; a proxy between here and NCP may have answered."),
        NcpErrorKind.ServiceFailed => (ErrorCategory.ResourceUnavailable, "Try again later; give NCP's support the exception's RequestId."),
        NcpErrorKind.ConnectionFailed => (ErrorCategory.ConnectionError, "Check network, proxy and the session's endpoints (Get-NcpSession)."),
        NcpErrorKind.Timeout => (ErrorCategory.OperationTimeout, "Try again, or connect with a longer -TimeoutSec."),
        _ => (ErrorCategory.InvalidResult, "Check that the session's endpoints are NCP's (Get-NcpSession); a proxy or portal may have answered."),
    };
}
