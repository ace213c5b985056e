using System.Text;
using NcpPowerShell.Credentials;
using NcpPowerShell.Endpoints;
using NcpPowerShell.Errors;

namespace NcpPowerShell.Tests.Credentials;

public sealed class ProfileFileTests : IDisposable
{
    private const string Pair = "ncloud_access_key_id = AK\nncloud_secret_access_key = SK\n";

    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_file_that_ncloud_configure_writes_gives_each_profile_its_own_pair()
    {
        var file = Load("""
            [DEFAULT]
            ncloud_access_key_id = AK1
            ncloud_secret_access_key = SK1
            ncloud_api_url = https://ncloud.apigw.ntruss.com

            [prod]
            ncloud_access_key_id = AK2
            ncloud_secret_access_key = SK2
            ncloud_api_url = https://ncloud.apigw.ntruss.com
            """);

        Assert.Equal(["DEFAULT", "prod"], file.Names);
        Assert.Equal(("AK1", "SK1", "profile DEFAULT"), Read(file, "DEFAULT"));
        Assert.Equal(("AK2", "SK2", "profile prod"), Read(file, "prod"));
    }

    [Theory]
    [InlineData("ncloud_access_key_id=AK\nncloud_secret_access_key=SK", "AK", "SK")]
    [InlineData("ncloud_access_key_id=AK\r\nncloud_secret_access_key=SK\r\n", "AK", "SK")]
    [InlineData("  ncloud_access_key_id \t=\t AK  \n\tncloud_secret_access_key=  SK\t", "AK", "SK")]
    [InlineData("NCLOUD_ACCESS_KEY_ID=AK\nNcloud_Secret_Access_Key=SK", "AK", "SK")]
    [InlineData("ncloud_access_key_id=AK\nncloud_secret_access_key=S=K==", "AK", "S=K==")]
    [InlineData("ncloud_access_key_id=AK\nncloud_secret_access_key=S#K;=", "AK", "S#K;=")]
    [InlineData("ncloud_access_key_id=\"AK\"\nncloud_secret_access_key='SK'", "AK", "SK")]
    [InlineData("ncloud_access_key_id=AK\nncloud_secret_access_key=\"SK'", "AK", "\"SK'")]
    [InlineData("# a\n; b\n#ncloud_access_key_id=X\nncloud_access_key_id=AK\n ;c=d\nncloud_secret_access_key=SK", "AK", "SK")]
    [InlineData("ncloud_access_key_id=old\nncloud_access_key_id=AK\nncloud_secret_access_key=SK", "AK", "SK")]
    [InlineData("[DEFAULT]\nnonsense\n=x\nncloud_access_key_id=AK\nncloud_secret_access_key=SK", "AK", "SK")]
    [InlineData("[ DEFAULT ]\nncloud_access_key_id=AK\nncloud_secret_access_key=SK", "AK", "SK")]
    [InlineData("[DEFAULT] # mine\nncloud_access_key_id=AK\nncloud_secret_access_key=SK", "AK", "SK")]
    [InlineData("[DEFAULT]\nncloud_access_key_id=AK\n[other]\nncloud_access_key_id=X\n[DEFAULT]\nncloud_secret_access_key=SK", "AK", "SK")]
    public void The_default_profile_is_read_from(string text, string accessKey, string secretKey) =>
        Assert.Equal((accessKey, secretKey, "profile DEFAULT"), Read(Load(text), "DEFAULT"));

    [Theory]
    [InlineData("[prod] # the live shop")]
    [InlineData("[prod];")]
    public void A_heading_with_a_comment_does_not_give_its_keys_to_the_profile_above(string heading)
    {
        var file = Load($"[DEFAULT]\n{Pair}{heading}\nncloud_access_key_id=AK2\nncloud_secret_access_key=SK2");

        Assert.Equal("AK", Read(file, "DEFAULT").AccessKey);
        Assert.Equal("AK2", Read(file, "prod").AccessKey);
    }

    [Theory]
    [InlineData("[prod")]
    [InlineData("[prod] x")]
    [InlineData("[")]
    public void A_broken_heading_is_an_error_and_never_another_profile(string heading)
    {
        var e = Assert.Throws<NcpException>(() => Load($"[DEFAULT]\n{Pair}{heading}\nncloud_access_key_id=AK2"));

        Assert.Equal(NcpErrorKind.InvalidCredential, e.Kind);
        Assert.Contains(_path, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_byte_order_mark_is_read_over(Encoding encoding)
    {
        File.WriteAllText(_path, Pair, encoding);
        Assert.Equal("AK", Read(ProfileFile.Load(_path), "DEFAULT").AccessKey);
    }

    public static TheoryData<Encoding> Encodings => [new UTF8Encoding(true), new UTF8Encoding(false), Encoding.Unicode];

    [Theory]
    [InlineData("ncloud_access_key_id=AK", "ncloud_secret_access_key")]
    [InlineData("ncloud_access_key_id=AK\nncloud_secret_access_key=", "ncloud_secret_access_key")]
    [InlineData("ncloud_secret_access_key=verysecretvalue", "ncloud_access_key_id")]
    [InlineData("ncloud_access_key_id=\nncloud_secret_access_key=verysecretvalue", "ncloud_access_key_id")]
    public void Half_a_pair_names_the_missing_field_and_not_the_secret(string text, string missing)
    {
        var e = Assert.Throws<NcpException>(() => Load(text).Credentials("DEFAULT"));

        Assert.Equal(NcpErrorKind.InvalidCredential, e.Kind);
        Assert.Contains(missing, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("verysecretvalue", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_or_is_a_folder_is_an_error()
    {
        Assert.Equal(NcpErrorKind.InvalidCredential, Assert.Throws<NcpException>(() => ProfileFile.Load(_path + ".none")).Kind);
        Assert.Equal(NcpErrorKind.InvalidCredential, Assert.Throws<NcpException>(() => ProfileFile.Load(Path.GetTempPath())).Kind);
        Assert.Equal(NcpErrorKind.InvalidCredential, Assert.Throws<NcpException>(() => ProfileFile.Load("a\0b")).Kind);
    }

    [Theory]
    [InlineData("https://ncloud.apigw.ntruss.com", NcpSite.Public)]
    [InlineData("https://ncloud.apigw.gov-ntruss.com", NcpSite.Gov)]
    [InlineData("https://fin-ncloud.apigw.fin-ntruss.com/", NcpSite.Fin)]
    [InlineData("HTTPS://NCLOUD.APIGW.GOV-NTRUSS.COM", NcpSite.Gov)]
    [InlineData("https://gateway.example", null)]
    [InlineData("https://notgov-ntruss.com", null)]
    [InlineData("https://gov-ntruss.com.example", null)]
    [InlineData("ncloud.apigw.gov-ntruss.com", NcpSite.Gov)]
    [InlineData("https://ocapi.gov-ncloud.com", NcpSite.Gov)]
    [InlineData("https://ocapi.ncloud.com", NcpSite.Public)]
    [InlineData("https://www.fin-ncloud.com", NcpSite.Fin)]
    [InlineData("::", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_profile_belongs_to_the_site_of_its_address(string? address, NcpSite? expected)
    {
        using var credentials = Load(address is null ? Pair : $"{Pair}ncloud_api_url = {address}").Credentials("DEFAULT")!;
        Assert.Equal(expected, credentials.Site);
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite, false)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.GroupRead, true)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.OtherRead, true)]
    public void On_unix_it_tells_whether_others_can_read_it(UnixFileMode mode, bool expected)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_path, mode);
            Assert.Equal(expected, ProfileFile.Load(_path).IsReadableByOthers);
        }
    }

    private static (string AccessKey, string SecretKey, string Source) Read(ProfileFile file, string name)
    {
        using var credentials = file.Credentials(name)!;
        return (credentials.Current.AccessKey, credentials.Current.SecretKey.Reveal(), credentials.Source);
    }

    private ProfileFile Load(string text)
    {
        File.WriteAllText(_path, text);
        return ProfileFile.Load(_path);
    }
}
