using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NcpPowerShell.Tests.Http;

/// <summary>Answers whatever connects with fixed text, and keeps the head of each request as it came.</summary>
public sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _serving;

    public RawServer(string answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    {
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _serving = ServeAsync(answer);
    }

    public Uri Address { get; }

    public ConcurrentQueue<string> Requests { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task ServeAsync(string answer)
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
            try
            {
                await ConverseAsync(client.GetStream(), answer);
            }
            catch (IOException)
            {
                // The client has left.
            }
        }
    }

    private async Task ConverseAsync(NetworkStream stream, string answer)
    {
        var head = new StringBuilder();
        var buffer = new byte[4096];
        int read;
        while ((read = await stream.ReadAsync(buffer, _stopping.Token)) > 0)
        {
            head.Append(Encoding.Latin1.GetString(buffer, 0, read));
            if (head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
            {
                Requests.Enqueue(head.ToString());
                head.Clear();
                await stream.WriteAsync(Encoding.Latin1.GetBytes(answer), _stopping.Token);
            }
        }
    }
}
