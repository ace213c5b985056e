using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NcpPowerShell.Errors;
using NcpPowerShell.Kms;
using NcpPowerShell.Tests.Credentials;

namespace NcpPowerShell.Tests.Http;

[Collection(ChangesEnvironment.Name)]
public sealed class TransportSafetyTests : EmulatorTest, IDisposable
{
    private readonly EnvironmentScope _environment = new();

    public void Dispose() => _environment.Dispose();

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_an_error_and_not_followed(int status)
    {
        Arm(new() { Status = status, Headers = new Dictionary<string, string> { ["Location"] = "/kms/v1/keys/elsewhere" } });
        var e = await Assert.ThrowsAsync<NcpApiException>(() => Kms.GetKeyAsync(SeedTag));

        Assert.Equal((HttpStatusCode)status, e.StatusCode);
        Assert.Equal(1, RequestCount);
    }

    [Fact]
    public async Task A_cookie_is_not_sent_back()
    {
        await using var server = new RawServer("HTTP/1.1 500 Oops\r\nSet-Cookie: a=b; Path=/\r\nContent-Length: 0\r\n\r\n");
        var session = Connect(configure: options => options.Endpoint = server.Address);
        await session.TestAsync();
        await session.TestAsync();

        Assert.Equal(2, server.Requests.Count);
        Assert.All(server.Requests, request => Assert.DoesNotContain("Cookie:", request, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Plain_http_to_this_computer_passes_no_proxy()
    {
        await using var proxy = new RawServer();
        var session = Connect(configure: options => options.Proxy = new WebProxy(proxy.Address, BypassOnLocal: false));
        await new KmsClient(session).GetKeyAsync(SeedTag);

        Assert.Empty(proxy.Requests);
        Assert.Equal(1, RequestCount);
    }

    [Fact]
    public async Task A_proxy_gets_its_credential_and_neither_the_signature_nor_the_path()
    {
        await using var proxy = new RawServer("HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n");
        var session = Connect(configure: options =>
        {
            options.Endpoint = new Uri("https://ncp.example");
            options.Proxy = new WebProxy(proxy.Address) { Credentials = new NetworkCredential("someone", "proxy-secret") };
        });
        var e = await Assert.ThrowsAsync<NcpApiException>(() => new KmsClient(session).GetKeyAsync(SeedTag));

        Assert.Contains("Proxy-Authorization: Basic", string.Concat(proxy.Requests), StringComparison.Ordinal);
        Assert.All(proxy.Requests, request => Assert.StartsWith("CONNECT ncp.example:443 ", request, StringComparison.Ordinal));
        Assert.All(proxy.Requests, request => Assert.DoesNotContain("x-ncp-", request, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("407", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("proxy-secret", e.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("c29tZW9uZTpwcm94eS1zZWNyZXQ", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_the_platform_does_not_trust_ends_the_request()
    {
        using var key = RSA.Create(2048);
        using var made = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var received = ServeTlsAsync(listener, made);
        var session = Connect(configure: options => options.Endpoint = new Uri($"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}"));
        var e = await Assert.ThrowsAsync<NcpApiException>(() => new KmsClient(session).GetKeyAsync(SeedTag));

        Assert.Equal(NcpErrorKind.ConnectionFailed, e.Kind);
        Assert.Contains("certificate", e.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, await received);
    }

    // How many bytes came through the encrypted connection.
    private static async Task<int> ServeTlsAsync(TcpListener listener, X509Certificate2 certificate)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = new SslStream(client.GetStream());
        try
        {
            await stream.AuthenticateAsServerAsync(certificate);
            return await stream.ReadAsync(new byte[100]);
        }
        catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
        {
            return 0;
        }
    }
}
