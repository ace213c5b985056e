using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using NcpPowerShell.Emulator.Gateway;

namespace NcpPowerShell.Emulator.Faults;

/// <summary>Something that goes wrong with requests to come: which ones, how often, and what.</summary>
public sealed record Fault
{
    /// <summary>How the request log calls it; otherwise named after what it does.</summary>
    public string? Name { get; init; }

    public string? Method { get; init; }

    /// <summary>How path and query begin.</summary>
    public string? Path { get; init; }

    /// <summary>A regular expression over path and query.</summary>
    public string? PathPattern { get; init; }

    /// <summary>How many requests it hits; -1 for all.</summary>
    public int Times { get; init; } = 1;

    /// <summary>3 hits each third request that matches.</summary>
    public int Every { get; init; } = 1;

    public FaultMoment When { get; init; }

    public int? Status { get; init; }

    /// <summary>A gateway error code, answered with its documented status and body.</summary>
    public string? Code { get; init; }

    public string? Body { get; init; }

    public string? BodyBase64 { get; init; }

    public string? ContentType { get; init; }

    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>Seconds or an HTTP date.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? RetryAfter { get; init; }

    public int DelayMs { get; init; }

    /// <summary>Closes the connection without an answer.</summary>
    public bool Abort { get; init; }

    /// <summary>Sends half of the answer, its own or the real one, and closes.</summary>
    public bool Truncate { get; init; }

    /// <summary>Sends half of the answer, its own or the real one, and nothing more until the caller leaves.</summary>
    public bool Stall { get; init; }

    /// <summary>Answers with random bytes.</summary>
    public bool Garbage { get; init; }

    /// <summary>How far the server's clock is ahead for this request.</summary>
    public double ClockOffsetSeconds { get; init; }

    internal bool ReplacesAnswer => Abort || Garbage || Status is not null || Code is not null || Body is not null || BodyBase64 is not null;

    internal string DisplayName => Name ?? this switch
    {
        { Abort: true } => "abort",
        { Truncate: true } => "truncate",
        { Stall: true } => "stall",
        { Garbage: true } => "garbage",
        { Code: { } code } => $"code {code}",
        { Status: { } status } => $"status {status}",
        { DelayMs: > 0 } => "delay",
        { ClockOffsetSeconds: not 0 } => "clock",
        _ => "answer",
    };

    internal Reply? CreateReply()
    {
        if (Abort)
        {
            return null;
        }
        var reply = Code is null ? new Reply(StatusCodes.Status200OK, CreateBody()) : GatewayError.Of(Code);
        return reply with
        {
            Status = Status ?? reply.Status,
            ContentType = ContentType ?? reply.ContentType,
        };
    }

    internal void ApplyHeaders(IHeaderDictionary headers)
    {
        foreach (var (name, value) in Headers ?? new Dictionary<string, string>())
        {
            headers[name] = value;
        }
        if (RetryAfter is not null)
        {
            headers.RetryAfter = RetryAfter;
        }
    }

    private byte[] CreateBody()
    {
        if (Garbage)
        {
            // No JSON text begins with 0xFF, whatever follows.
            return [0xFF, .. RandomNumberGenerator.GetBytes(255)];
        }
        return BodyBase64 is null ? Encoding.UTF8.GetBytes(Body ?? "") : Convert.FromBase64String(BodyBase64);
    }
}
