using NcpPowerShell.Credentials;
using NcpPowerShell.Http;

namespace NcpPowerShell.Tests.Http;

public class RequestSignerTests
{
    [Theory]
    [InlineData("GET", "/vserver/v2/getServerInstanceList?responseFormatType=json", "1234567890123", "TestAccessKey", "TestSecretKey", "FPsYYX8fuMAgi+cue3eACOW0dNtIwu1LYWfg/megA2M=")]
    [InlineData("GET", "/photos/puppy.jpg?query1=&query2", "1700000000000", "ACCESS_KEY_ID", "ncp-secret-example", "iPe1hFfjl7BPGhFZJGCY5XZgH6eWMwCWlSdSkKU+SPE=")]
    [InlineData("GET", "/kms/v1/keys?pageNo=1&pageSize=100", "1700000000000", "ACCESS_KEY_ID", "ncp-secret-example", "lvNM6sbk5Mpj1sEhtqlXmAabhUUpdSDUfBHRxTwGa6I=")]
    [InlineData("GET", "/kms/v1/keys/a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8s9t0u1v2w3x4y5z6/token-generator", "1700000000000", "ACCESS_KEY_ID", "ncp-secret-example", "Tf/V5opU3NqJtSh4HiAjhqhq4Jx85KhZjqO90wJsyfs=")]
    [InlineData("PATCH", "/api/v1/api-keys/abcdefghij", "1700000000000", "ACCESS_KEY_ID", "ncp-secret-example", "6/Ad8bySFs4LPw8hijafwCPZKX2SgI8F5dZZn/AdBc4=")]
    [InlineData("GET", "/nsml/v1/auth-keys", "1700000000000", "ACCESS_KEY_ID", "ncp-secret-example", "OX9n6X1ljksWQtd9UU9lT4omgvQxEtllhsZSbbhN0KA=")]
    public void Signs_the_published_vectors(string method, string target, string timestamp, string accessKey, string secretKey, string signature)
    {
        using var credential = new NcpCredential(accessKey, SecretBuffer.From(secretKey));
        Assert.Equal(signature, RequestSigner.Sign(method, target, timestamp, credential));
    }

    [Fact]
    public void A_secret_key_of_several_bytes_a_character_is_read_as_utf8()
    {
        using var plain = new NcpCredential("AK", SecretBuffer.From("비밀키-é"));
        using var secure = new NcpCredential("AK", SecretBuffer.From(Secure.From("비밀키-é")));
        var expected = Convert.ToBase64String(System.Security.Cryptography.HMACSHA256.HashData("비밀키-é"u8, "GET /x\n1\nAK"u8));
        Assert.Equal(expected, RequestSigner.Sign("GET", "/x", "1", plain));
        Assert.Equal(expected, RequestSigner.Sign("GET", "/x", "1", secure));
    }
}
