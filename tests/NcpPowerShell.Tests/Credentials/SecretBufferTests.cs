using System.Reflection;
using System.Text;
using NcpPowerShell.Credentials;
using NcpPowerShell.Errors;

namespace NcpPowerShell.Tests.Credentials;

public class SecretBufferTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("한글 키 🔑")]
    public void It_gives_back_what_went_in(string secret)
    {
        using var fromString = SecretBuffer.From(secret);
        using var fromSecure = SecretBuffer.From(Secure.From(secret));

        Assert.Equal(secret, fromString.Reveal());
        Assert.Equal(secret, fromSecure.Reveal());
    }

    [Fact]
    public void Dispose_clears_the_bytes_themselves()
    {
        var secret = SecretBuffer.From("a-secret-to-be-cleared");
        var bytes = (byte[])typeof(SecretBuffer).GetField("_bytes", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(secret)!;
        Assert.Equal("a-secret-to-be-cleared", Encoding.UTF8.GetString(bytes));

        secret.Dispose();
        secret.Dispose();

        Assert.All(bytes, value => Assert.Equal(0, value));
        Assert.Equal(NcpErrorKind.SessionClosed, Assert.Throws<NcpException>(secret.Reveal).Kind);
        Assert.Equal(NcpErrorKind.SessionClosed, Assert.Throws<NcpException>(() => secret.HmacSha256([], 0)).Kind);
    }

    [Fact]
    public void A_session_clears_its_secrets_when_it_ends()
    {
        var credential = new NcpCredential("ak", SecretBuffer.From("secret-key-of-test"));
        var session = new NcpSession(new StaticCredentials("test", credential), new() { NsmlApiKey = Secure.From("nsml-key-of-test") });
        var apiKey = session.NsmlApiKey;
        session.Dispose();

        Assert.Throws<NcpException>(credential.SecretKey.Reveal);
        Assert.Throws<NcpException>(apiKey.Reveal);
    }

    [Theory]
    [InlineData("the secret12345 is here: secret12345", "the *** is here: ***")]
    [InlineData("secret1234", "secret1234")]
    [InlineData("", "")]
    public void Scrubbing_masks_every_occurrence(string text, string expected)
    {
        using var secret = SecretBuffer.From("secret12345");
        Assert.Equal(expected, secret.Scrub(text));
    }

    [Fact]
    public void A_secret_too_short_to_be_one_is_not_looked_for()
    {
        using var secret = SecretBuffer.From("key");
        Assert.Equal("keyTag", secret.Scrub("keyTag"));
    }

    [Theory]
    [InlineData("ABCDEFGHIJKL1234", "ABCD****1234")]
    [InlineData("ABCDEFGHIJKL", "ABCD****IJKL")]
    [InlineData("ABCDEFGHI", "ABC****")]
    [InlineData("AB", "****")]
    public void A_masked_access_key_shows_no_more_than_recognising_it_takes(string accessKey, string expected)
    {
        using var credential = new NcpCredential(accessKey, SecretBuffer.From("s"));
        Assert.Equal(expected, credential.MaskedAccessKey);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("a\r\nx-other: 1")]
    [InlineData("키")]
    public void What_no_header_can_carry_is_refused_before_anything_is_sent(string text)
    {
        var accessKey = Assert.Throws<NcpException>(() => NcpSession.Connect(text, Secure.From("sk")));
        var apiKey = Assert.Throws<NcpException>(() => NcpSession.Connect("ak", Secure.From("sk"), new() { NsmlApiKey = Secure.From(text) }));

        Assert.Equal(NcpErrorKind.InvalidCredential, accessKey.Kind);
        Assert.Equal(NcpErrorKind.InvalidCredential, apiKey.Kind);
    }
}
