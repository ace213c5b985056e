using System.Text;
using System.Text.Json;

namespace NcpPowerShell.Emulator.Gateway;

internal sealed record Reply(int Status, ReadOnlyMemory<byte> Body, string ContentType = Reply.JsonContent)
{
    public const string JsonContent = "application/json";

    public static Reply Json(object value, int status = StatusCodes.Status200OK) =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(value, Emulator.Json.Options));

    public static Reply Text(string text, int status = StatusCodes.Status200OK) =>
        new(status, Encoding.UTF8.GetBytes(text), "text/plain");

    public Task SendAsync(HttpResponse response) => SendAsync(response, Body);

    /// <summary>Promises the whole body and sends half of it.</summary>
    public Task SendHalfAsync(HttpResponse response) => SendAsync(response, Body[..(Body.Length / 2)]);

    private async Task SendAsync(HttpResponse response, ReadOnlyMemory<byte> content)
    {
        response.StatusCode = Status;
        response.Headers["x-ncp-trace-id"] = Guid.NewGuid().ToString("N");
        if (!Body.IsEmpty)
        {
            response.ContentType ??= ContentType;
            response.ContentLength = Body.Length;
            await response.Body.WriteAsync(content);
            await response.Body.FlushAsync();
        }
    }
}
