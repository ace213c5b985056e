namespace NcpPowerShell.Errors;

/// <summary>Any failure of this library that a caller can act on.</summary>
public class NcpException : Exception
{
    internal NcpException(NcpErrorKind kind, string message, Exception? innerException = null)
        : base(message, innerException) => Kind = kind;

    /// <summary>What went wrong.</summary>
    public NcpErrorKind Kind { get; }
}
