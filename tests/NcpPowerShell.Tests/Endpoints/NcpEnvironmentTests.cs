using NcpPowerShell.Credentials;
using NcpPowerShell.Endpoints;
using NcpPowerShell.Errors;
using NcpPowerShell.Tests.Credentials;

namespace NcpPowerShell.Tests.Endpoints;

[Collection(ChangesEnvironment.Name)]
public sealed class NcpEnvironmentTests : IDisposable
{
    private readonly EnvironmentScope _environment = new();

    public void Dispose() => _environment.Dispose();

    [Theory]
    [InlineData(null, NcpSite.Public)]
    [InlineData(" ", NcpSite.Public)]
    [InlineData("public", NcpSite.Public)]
    [InlineData("pub", NcpSite.Public)]
    [InlineData(" Gov ", NcpSite.Gov)]
    [InlineData("FIN", NcpSite.Fin)]
    public void The_site_comes_from_the_environment(string? value, NcpSite expected)
    {
        _environment["NCLOUD_SITE"] = value;
        Assert.Equal(expected, NcpEnvironment.Options().Site);
    }

    [Theory]
    [InlineData("pubic")]
    [InlineData("1")]
    [InlineData("gov,fin")]
    public void An_unknown_site_is_an_error_unless_nobody_needs_it(string value)
    {
        _environment["NCLOUD_SITE"] = value;

        Assert.Equal(NcpErrorKind.InvalidEndpoint, Assert.Throws<NcpException>(() => NcpEnvironment.Options()).Kind);
        Assert.Equal(NcpSite.Gov, NcpEnvironment.Options(NcpSite.Gov).Site);
    }

    [Fact]
    public void Endpoint_and_nsml_key_come_from_the_environment()
    {
        _environment["NCLOUD_ENDPOINT"] = "https://proxy.example";
        _environment["NCLOUD_NSML_API_KEY"] = "key";
        var options = NcpEnvironment.Options();

        Assert.Equal("https://proxy.example/", options.Endpoint!.AbsoluteUri);
        Assert.Equal("key", Secure.Reveal(options.NsmlApiKey!));
    }

    [Fact]
    public void An_endpoint_that_is_no_address_is_an_error_that_does_not_repeat_it()
    {
        _environment["NCLOUD_ENDPOINT"] = "hunter2";
        var e = Assert.Throws<NcpException>(() => NcpEnvironment.Options());

        Assert.Equal(NcpErrorKind.InvalidEndpoint, e.Kind);
        Assert.DoesNotContain("hunter2", e.Message, StringComparison.Ordinal);
    }
}
