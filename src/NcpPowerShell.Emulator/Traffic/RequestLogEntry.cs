using NcpPowerShell.Emulator.Gateway;

namespace NcpPowerShell.Emulator.Traffic;

/// <summary>One request as the emulator saw it.</summary>
/// <param name="Sequence">Counts arrivals from 1.</param>
/// <param name="Time">Arrival by the real clock.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">Path and query exactly as received.</param>
/// <param name="Status">The status answered; 0 when the connection ended without an answer.</param>
/// <param name="AccessKey">The access key sent, known or not.</param>
/// <param name="Signature">What the signature check found.</param>
/// <param name="Fault">The fault that hit it, if any.</param>
/// <param name="DurationMs">From arrival until the answer was ready.</param>
public sealed record RequestLogEntry(
    long Sequence,
    DateTimeOffset Time,
    string Method,
    string Target,
    int Status,
    string? AccessKey,
    SignatureVerdict Signature,
    string? Fault,
    double DurationMs);
