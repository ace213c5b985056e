using NcpPowerShell.Errors;

namespace NcpPowerShell;

/// <summary>What one cheap signed request told about a session.</summary>
public sealed class NcpSessionTest
{
    /// <summary>Whether everything below is well.</summary>
    public bool IsUsable => IsReachable && IsSignatureAccepted == true && HasPermission == true;

    /// <summary>Whether NCP answered at all.</summary>
    public bool IsReachable { get; internal init; }

    /// <summary>Whether access key, secret key and clock were accepted; <see langword="null"/> when the answer does not tell.</summary>
    public bool? IsSignatureAccepted { get; internal init; }

    /// <summary>Whether the account may list keys; <see langword="null"/> when the answer does not tell.</summary>
    public bool? HasPermission { get; internal init; }

    /// <summary>NCP's clock less this computer's, whole seconds; positive when the computer is behind.</summary>
    public TimeSpan ClockDifference { get; internal init; }

    /// <summary>From sending the request to the end of the answer.</summary>
    public double Milliseconds { get; internal init; }

    /// <summary>The address that was asked.</summary>
    public Uri Endpoint { get; internal init; } = null!;

    /// <summary>Why it is not usable; <see langword="null"/> when it is.</summary>
    public string? Message => Failure?.Message;

    internal NcpApiException? Failure { get; init; }
}
