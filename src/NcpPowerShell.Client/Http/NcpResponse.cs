using System.Net;
using System.Net.Http.Headers;

namespace NcpPowerShell.Http;

/// <summary>An answer that was read to its end.</summary>
internal sealed class NcpResponse(NcpRequest request, HttpStatusCode status, BoundedBody body) : IDisposable
{
    public NcpRequest Request { get; } = request;

    public HttpStatusCode Status { get; } = status;

    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public ReadOnlyMemory<byte> Body => body.Bytes;

    /// <summary>Media type without parameters; null when the answer does not say.</summary>
    public string? MediaType { get; init; }

    public string? RequestId { get; init; }

    /// <summary>The server's clock when it answered; null when it does not say.</summary>
    public DateTimeOffset? Date { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gives a text without what the session must not show, whoever echoes it.</summary>
    public Func<string, string> Scrub { get; set; } = text => text;

    public HttpResponseHeaders? Headers { get; init; }

    /// <summary>This computer's clock when the answer came.</summary>
    public DateTimeOffset Received { get; init; }

    /// <summary>
    /// The server's clock less ours. The Date header counts whole seconds and the answer took its time: under 2 s the
    /// clocks agree.
    /// </summary>
    public TimeSpan ClockDifference
    {
        get
        {
            var difference = Date is { } date ? date - Received : TimeSpan.Zero;
            return difference.Duration() < TimeSpan.FromSeconds(2) ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Round(difference.TotalSeconds));
        }
    }

    public void Dispose() => body.Dispose();
}
