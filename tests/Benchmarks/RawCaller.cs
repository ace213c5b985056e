using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NcpPowerShell.Json;
using NcpPowerShell.Kms;

namespace NcpPowerShell.Benchmarks;

/// <summary>
/// What a C# program would do without the module's client: a bare <see cref="HttpClient"/> and three headers. No
/// retries, no clock correction, no limit of the body, no redaction.
/// </summary>
internal sealed class RawCaller(Uri address, string accessKey, string secretKey) : IDisposable
{
    private readonly HttpClient _client = new() { BaseAddress = address };
    private readonly byte[] _secretKey = Encoding.UTF8.GetBytes(secretKey);

    /// <summary>One key after the other, each answer read to its end and not parsed.</summary>
    public async Task LoopAsync(int calls)
    {
        for (var call = 1; call <= calls; call++)
        {
            await GetAsync(call);
        }
    }

    /// <summary>Keys by so many workers at once, parsed by the very reader of the module, kept in order.</summary>
    public async Task OverlapAsync(int calls, int workers)
    {
        var keys = new KmsKey[calls];
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, workers).Select(async _ =>
        {
            for (var call = Interlocked.Increment(ref next); call <= calls; call = Interlocked.Increment(ref next))
            {
                keys[call - 1] = Parse(await GetAsync(call));
            }
        }));
        if (Array.Exists(keys, key => key is null))
        {
            throw new InvalidOperationException("A key is missing.");
        }
    }

    public void Dispose() => _client.Dispose();

    private static KmsKey Parse(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        return KmsKey.Read(new JsonFields(document.RootElement.GetProperty("data"), "$.data", text => text));
    }

    private async Task<byte[]> GetAsync(int number)
    {
        var target = $"/kms/v1/keys/tag{number:D6}";
        var timestamp = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var message = Encoding.UTF8.GetBytes($"GET {target}\n{timestamp}\n{accessKey}");
        using var request = new HttpRequestMessage(HttpMethod.Get, target);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Add("x-ncp-apigw-timestamp", timestamp);
        request.Headers.Add("x-ncp-iam-access-key", accessKey);
        request.Headers.Add("x-ncp-apigw-signature-v2", Convert.ToBase64String(HMACSHA256.HashData(_secretKey, message)));
        using var response = await _client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync();
    }
}
