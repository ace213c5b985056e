using NcpPowerShell.Credentials;
using NcpPowerShell.Endpoints;
using NcpPowerShell.Errors;

namespace NcpPowerShell.Tests.Endpoints;

public class NcpEndpointsTests
{
    [Theory]
    [InlineData(NcpSite.Public, KmsBoundary.Global, "https://ocapi.ncloud.com/", "https://nsml.apigw.ntruss.com/", "https://apigateway.apigw.ntruss.com/")]
    [InlineData(NcpSite.Public, KmsBoundary.KR, "https://ocapi-kr.ncloud.com/", "https://nsml.apigw.ntruss.com/", "https://apigateway.apigw.ntruss.com/")]
    [InlineData(NcpSite.Public, KmsBoundary.JP, "https://ocapi-jp.ncloud.com/", "https://nsml.apigw.ntruss.com/", "https://apigateway.apigw.ntruss.com/")]
    [InlineData(NcpSite.Gov, KmsBoundary.Global, "https://ocapi.gov-ncloud.com/", null, "https://apigateway.apigw.gov-ntruss.com/")]
    [InlineData(NcpSite.Fin, KmsBoundary.Global, null, null, "https://apigateway.apigw.fin-ntruss.com/")]
    public void Each_site_has_its_documented_hosts(NcpSite site, KmsBoundary boundary, string? kms, string? nsml, string apiGateway)
    {
        var endpoints = NcpEndpoints.For(site, boundary);

        Assert.Equal(kms, endpoints.Kms?.AbsoluteUri);
        Assert.Equal(nsml, endpoints.Nsml?.AbsoluteUri);
        Assert.Equal(apiGateway, endpoints.ApiGateway.AbsoluteUri);
    }

    [Theory]
    [InlineData(NcpSite.Gov, KmsBoundary.KR)]
    [InlineData(NcpSite.Gov, KmsBoundary.JP)]
    [InlineData(NcpSite.Fin, KmsBoundary.KR)]
    public void A_boundary_that_the_site_does_not_have_is_refused_with_an_endpoint_of_ones_own_too(NcpSite site, KmsBoundary boundary)
    {
        Assert.Equal(NcpErrorKind.InvalidEndpoint, Assert.Throws<NcpException>(() => NcpEndpoints.For(site, boundary)).Kind);
        Assert.Equal(NcpErrorKind.InvalidEndpoint, Assert.Throws<NcpException>(() => NcpEndpoints.Custom(site, boundary, new Uri("https://a.example"))).Kind);
    }

    [Theory]
    [InlineData(NcpSite.Public, true, true)]
    [InlineData(NcpSite.Gov, true, false)]
    [InlineData(NcpSite.Fin, false, false)]
    public void A_service_that_the_site_does_not_have_is_told_before_any_request(NcpSite site, bool hasKms, bool hasNsml)
    {
        foreach (var endpoints in new[] { NcpEndpoints.For(site, default), NcpEndpoints.Custom(site, default, new Uri("https://a.example")) })
        {
            Check(hasKms, () => endpoints.KmsFor(null));
            Check(hasNsml, () => endpoints.NsmlOrThrow());
        }

        void Check(bool isThere, Func<Uri> address)
        {
            if (isThere)
            {
                Assert.NotNull(address());
                return;
            }

            var e = Assert.Throws<NcpException>(address);
            Assert.Equal(NcpErrorKind.ServiceNotInSite, e.Kind);
            Assert.Contains(site.ToString(), e.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("https://proxy.example:8443", "https://proxy.example:8443/")]
    [InlineData("https://proxy.example/ncp/", "https://proxy.example/ncp")]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080/")]
    [InlineData("http://127.9.9.9", "http://127.9.9.9/")]
    [InlineData("http://[::1]:8080", "http://[::1]:8080/")]
    [InlineData("http://localhost:8080", "http://localhost:8080/")]
    [InlineData("https://ocapi.ncloud.com/kms/v1", "https://ocapi.ncloud.com/")]
    [InlineData("https://ocapi.ncloud.com/kms/v1/", "https://ocapi.ncloud.com/")]
    [InlineData("https://ocapi.ncloud.com/KMS/V1", "https://ocapi.ncloud.com/")]
    [InlineData("https://nsml.apigw.ntruss.com/nsml/v1", "https://nsml.apigw.ntruss.com/")]
    [InlineData("https://apigateway.apigw.ntruss.com/api/v1", "https://apigateway.apigw.ntruss.com/")]
    [InlineData("https://proxy.example/ncp/kms/v1", "https://proxy.example/ncp")]
    public void An_address_of_ones_own_serves_all_three_and_its_stage_is_not_doubled(string given, string expected)
    {
        var endpoints = NcpEndpoints.Custom(NcpSite.Public, default, new Uri(given));

        Assert.Equal(expected, endpoints.Kms!.AbsoluteUri);
        Assert.Equal(expected, endpoints.Nsml!.AbsoluteUri);
        Assert.Equal(expected, endpoints.ApiGateway.AbsoluteUri);
    }

    [Theory]
    [InlineData("http://ocapi.ncloud.com")]
    [InlineData("http://10.0.0.1")]
    [InlineData("http://127.0.0.1.example")]
    [InlineData("http://localhost.example")]
    [InlineData("http://0.0.0.0")]
    [InlineData("http://hunter2:hunter2@ocapi.ncloud.com")]
    [InlineData("ftp://hunter2:hunter2@127.0.0.1")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://hunter2:hunter2@proxy.example")]
    [InlineData("https://hunter2@proxy.example")]
    [InlineData("https://proxy.example/?token=hunter2")]
    [InlineData("https://proxy.example/#hunter2")]
    public void An_address_that_is_not_safe_is_refused_without_showing_what_may_be_a_password(string address)
    {
        var e = Assert.Throws<NcpException>(() => NcpEndpoints.Custom(NcpSite.Public, default, new Uri(address)));

        Assert.Equal(NcpErrorKind.InvalidEndpoint, e.Kind);
        Assert.DoesNotContain("hunter2", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_that_is_not_absolute_is_refused() =>
        Assert.Throws<NcpException>(() => NcpEndpoints.Custom(NcpSite.Public, default, new Uri("proxy/path", UriKind.Relative)));

    [Theory]
    [InlineData(NcpSite.Public, "https://ocapi-kr.ncloud.com", "https://ocapi-kr.ncloud.com/")]
    [InlineData(NcpSite.Public, "https://ocapi-jp.ncloud.com/kms/v1", "https://ocapi-jp.ncloud.com/")]
    [InlineData(NcpSite.Public, "https://OCAPI.ncloud.com:443", "https://ocapi.ncloud.com/")]
    [InlineData(NcpSite.Public, "https://user:password@ocapi-kr.ncloud.com", "https://ocapi-kr.ncloud.com/")]
    [InlineData(NcpSite.Public, null, "https://ocapi.ncloud.com/")]
    [InlineData(NcpSite.Public, "", "https://ocapi.ncloud.com/")]
    [InlineData(NcpSite.Public, "nonsense", "https://ocapi.ncloud.com/")]
    [InlineData(NcpSite.Public, "http://ocapi-kr.ncloud.com", "https://ocapi.ncloud.com/")]
    [InlineData(NcpSite.Public, "https://ocapi-kr.ncloud.com:8443", "https://ocapi.ncloud.com/")]
    [InlineData(NcpSite.Public, "https://ocapi.ncloud.com.evil.example", "https://ocapi.ncloud.com/")]
    [InlineData(NcpSite.Public, "https://evil.example/ocapi-kr.ncloud.com", "https://ocapi.ncloud.com/")]
    [InlineData(NcpSite.Public, "https://ocapi-kr.ncloud.com@evil.example", "https://ocapi.ncloud.com/")]
    [InlineData(NcpSite.Public, "https://ocapi.gov-ncloud.com", "https://ocapi.ncloud.com/")]
    [InlineData(NcpSite.Gov, "https://ocapi-kr.ncloud.com", "https://ocapi.gov-ncloud.com/")]
    public void The_address_a_key_names_is_followed_only_to_a_kms_of_the_site(NcpSite site, string? keyBaseUrl, string expected) =>
        Assert.Equal(expected, NcpEndpoints.For(site, default).KmsFor(keyBaseUrl).AbsoluteUri);

    [Fact]
    public void The_address_a_key_names_is_never_followed_away_from_an_endpoint_of_ones_own() =>
        Assert.Equal("https://a.example/", NcpEndpoints.Custom(NcpSite.Public, default, new Uri("https://a.example")).KmsFor("https://ocapi-kr.ncloud.com").AbsoluteUri);

    [Fact]
    public void A_session_refuses_what_its_endpoints_refuse() =>
        Assert.Throws<NcpException>(() => NcpSession.Connect("ak", Secure.From("sk"), new() { Endpoint = new Uri("http://ncp.example") }));
}
