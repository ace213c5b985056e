using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using NcpPowerShell.Credentials;
using NcpPowerShell.Http;

namespace NcpPowerShell.Benchmarks;

/// <summary>The client's signature of one request, against the two calls that nobody can leave out.</summary>
[MemoryDiagnoser]
public class SigningBenchmarks : IDisposable
{
    private const string Method = "GET";
    private const string Target = "/kms/v1/keys/tag000001";
    private const string AccessKey = "ncp_iam_BPAMKR000000000000";
    private const string SecretKey = "ncp_iam_BPKMKR0000000000000000000000000000";

    private static readonly string Timestamp = 1_767_225_600_000.ToString(CultureInfo.InvariantCulture);

    private readonly byte[] _key = Encoding.UTF8.GetBytes(SecretKey);
    private readonly byte[] _message = Encoding.UTF8.GetBytes($"{Method} {Target}\n{Timestamp}\n{AccessKey}");
    private readonly NcpCredential _credential = new(AccessKey, SecretBuffer.From(SecretKey));

    [Benchmark(Baseline = true)]
    public string Bare() => Convert.ToBase64String(HMACSHA256.HashData(_key, _message));

    [Benchmark]
    public string Sign() => RequestSigner.Sign(Method, Target, Timestamp, _credential);

    [GlobalCleanup]
    public void Dispose()
    {
        _credential.Dispose();
        GC.SuppressFinalize(this);
    }
}
