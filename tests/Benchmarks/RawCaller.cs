using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace NcpPowerShell.Benchmarks;

/// <summary>
/// What a C# program would do without the module's client: a bare <see cref="HttpClient"/> and three headers. No
/// retries, no clock correction, no limit of the body, no redaction.
/// </summary>
internal sealed class RawCaller(Uri address, string accessKey, string secretKey) : IDisposable
{
    private readonly HttpClient _client = new() { BaseAddress = address };
    private readonly byte[] _secretKey = Encoding.UTF8.GetBytes(secretKey);

    /// <summary>Address and keys are those of NCLOUD_ENDPOINT, NCLOUD_ACCESS_KEY and NCLOUD_SECRET_KEY.</summary>
    public static RawCaller FromEnvironment()
    {
        return new(new Uri(Variable("NCLOUD_ENDPOINT")), Variable("NCLOUD_ACCESS_KEY"), Variable("NCLOUD_SECRET_KEY"));

        static string Variable(string name) =>
            Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set.");
    }

    /// <summary>One key after the other, each answer read to its end and not parsed.</summary>
    public async Task LoopAsync(int calls)
    {
        for (var call = 1; call <= calls; call++)
        {
            await GetAsync(call);
        }
    }

    /// <summary>Keys by so many workers at once, parsed and kept in order.</summary>
    public async Task OverlapAsync(int calls, int workers, Func<byte[], object> parse)
    {
        var keys = new object?[calls];
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, workers).Select(async _ =>
        {
            for (var call = Interlocked.Increment(ref next); call <= calls; call = Interlocked.Increment(ref next))
            {
                keys[call - 1] = parse(await GetAsync(call));
            }
        }));
        if (Array.Exists(keys, key => key is null))
        {
            throw new InvalidOperationException("A key is missing.");
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>The body of one key's answer.</summary>
    public async Task<byte[]> GetAsync(int number)
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
