using NcpPowerShell.Credentials;
using NcpPowerShell.Emulator.ServerRole;
using NcpPowerShell.Errors;

namespace NcpPowerShell.Tests.Credentials;

[Collection(ChangesEnvironment.Name)]
public sealed class CredentialChainTests : EmulatorTest, IDisposable
{
    private const string Role = "server role " + RoleIssuer.RoleName;

    private readonly EnvironmentScope _environment = new();
    private readonly List<string> _warnings = [];

    public void Dispose() => _environment.Dispose();

    /// <summary>What is there: + complete, / without its secret key, \ without its access key, blank for nothing. Who wins, or what the error names.</summary>
    [Theory]
    // explicit, environment, profile file, server role, winner
    [InlineData("+", "+", "+", "+", "explicit")]
    [InlineData("+", "/", "/", "+", "explicit")]
    [InlineData("+", " ", " ", " ", "explicit")]
    [InlineData("/", "+", "+", "+", "!secret key")]
    [InlineData("\\", "+", "+", "+", "!access key")]
    [InlineData(" ", "+", "+", "+", "environment")]
    [InlineData(" ", "+", "/", "+", "environment")]
    [InlineData(" ", "+", " ", "+", "environment")]
    [InlineData(" ", "+", " ", " ", "environment")]
    [InlineData(" ", "/", "+", "+", "!NCLOUD_SECRET_ACCESS_KEY")]
    [InlineData(" ", "\\", "+", "+", "!NCLOUD_ACCESS_KEY_ID")]
    [InlineData(" ", "/", " ", "+", "!NCLOUD_SECRET_ACCESS_KEY")]
    [InlineData(" ", "\\", " ", " ", "!NCLOUD_ACCESS_KEY_ID")]
    [InlineData(" ", " ", "+", "+", "profile DEFAULT")]
    [InlineData(" ", " ", "+", " ", "profile DEFAULT")]
    [InlineData(" ", " ", "/", "+", "!ncloud_secret_access_key")]
    [InlineData(" ", " ", "\\", "+", "!ncloud_access_key_id")]
    [InlineData(" ", " ", "/", " ", "!ncloud_secret_access_key")]
    [InlineData(" ", " ", " ", "+", Role)]
    [InlineData(" ", " ", " ", " ", "!found no credentials")]
    public async Task The_first_complete_source_wins_and_half_a_pair_is_an_error(string given, string environment, string file, string role, string winner)
    {
        SetEnvironment(environment);
        SetFile(file);
        SetRole(role);

        if (winner[0] != '!')
        {
            using var credentials = await FindAsync(given);
            Assert.Equal(winner, credentials.Source);
            return;
        }

        var e = await Assert.ThrowsAsync<NcpException>(() => FindAsync(given));
        Assert.Contains(winner[1..], e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of", e.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NCLOUD_ACCESS_KEY_ID", "NCLOUD_SECRET_ACCESS_KEY")]
    [InlineData("NCLOUD_ACCESS_KEY", "NCLOUD_SECRET_KEY")]
    [InlineData("NCLOUD_ACCESS_KEY_ID", "NCLOUD_SECRET_KEY")]
    [InlineData("NCLOUD_ACCESS_KEY", "NCLOUD_SECRET_ACCESS_KEY")]
    public async Task Both_names_of_a_variable_are_known(string accessKeyName, string secretKeyName)
    {
        _environment[accessKeyName] = " ak ";
        _environment[secretKeyName] = "sk";

        using var credentials = await ChainAsync();
        Assert.Equal("ak", credentials.Current.AccessKey);
    }

    [Fact]
    public async Task The_longer_name_wins_and_white_space_is_not_a_value()
    {
        _environment["NCLOUD_ACCESS_KEY_ID"] = "long";
        _environment["NCLOUD_ACCESS_KEY"] = "short";
        _environment["NCLOUD_SECRET_ACCESS_KEY"] = "  ";
        _environment["NCLOUD_SECRET_KEY"] = "sk";

        using var credentials = await ChainAsync();
        Assert.Equal("long", credentials.Current.AccessKey);
        Assert.Equal("sk", credentials.Current.SecretKey.Reveal());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[DEFAULT]\nncloud_api_url = https://ncloud.apigw.ntruss.com")]
    [InlineData("[other]\nncloud_access_key_id=AK\nncloud_secret_access_key=SK")]
    public async Task A_file_without_default_keys_is_passed_over(string text)
    {
        _environment.WriteProfiles(text);
        SetRole("+");

        using var credentials = await ChainAsync();
        Assert.Equal(Role, credentials.Source);
    }

    [Fact]
    public async Task The_profile_that_the_environment_names_must_be_there()
    {
        SetFile("+");
        SetRole("+");
        _environment["NCLOUD_PROFILE"] = "prod";
        var missing = await Assert.ThrowsAsync<NcpException>(ChainAsync);
        Assert.Contains("no profile prod", missing.Message, StringComparison.Ordinal);
        Assert.Contains("DEFAULT", missing.Message, StringComparison.Ordinal);

        _environment.WriteProfiles("[prod]\nncloud_access_key_id=AK\nncloud_secret_access_key=SK");
        using var credentials = await ChainAsync();
        Assert.Equal("profile prod", credentials.Source);
    }

    [Fact]
    public async Task The_profile_of_the_environment_gives_way_to_its_pair()
    {
        SetEnvironment("+");
        _environment["NCLOUD_PROFILE"] = "nobody";

        using var credentials = await ChainAsync();
        Assert.Equal("environment", credentials.Source);
    }

    [Fact]
    public void A_profile_asked_for_by_name_beats_the_environment()
    {
        SetEnvironment("+");
        var path = _environment.WriteProfiles("[a]\nncloud_access_key_id=A\nncloud_secret_access_key=1\n[b]\nncloud_access_key_id=B\nncloud_secret_access_key=2");
        _environment["NCLOUD_PROFILE"] = "b";

        Assert.Equal("profile a", new CredentialChain(_warnings.Add).Profile("a", null).Source);
        Assert.Equal("profile b", new CredentialChain(_warnings.Add).Profile(null, path).Source);
    }

    [Fact]
    public void A_home_that_does_not_exist_never_means_the_current_folder()
    {
        _environment["HOME"] = "/no/such/home";
        _environment["USERPROFILE"] = "/no/such/home";

        Assert.True(Path.IsPathRooted(ProfileFile.DefaultPath));
        Assert.Equal(Path.Combine("/no/such/home", ".ncloud", "configure"), ProfileFile.DefaultPath);
    }

    [Fact]
    public async Task A_file_that_others_can_read_is_warned_of()
    {
        SetFile("+");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(ProfileFile.DefaultPath, UnixFileMode.UserRead | UnixFileMode.GroupRead);
            using var credentials = await ChainAsync();
            Assert.Contains("chmod 600", Assert.Single(_warnings), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_role_that_does_not_answer_costs_a_second_and_is_told()
    {
        SetRole("+");
        Arm(new() { Path = "/latest/", DelayMs = 60_000 });
        var started = DateTime.UtcNow;
        var e = await Assert.ThrowsAsync<NcpException>(ChainAsync);

        Assert.InRange((DateTime.UtcNow - started).TotalSeconds, 0.8, 3);
        Assert.Equal(NcpErrorKind.NotConnected, e.Kind);
        Assert.Contains("no answer within 1 s", e.Message, StringComparison.Ordinal);
        Assert.Contains("NCLOUD_ACCESS_KEY_ID", e.Message, StringComparison.Ordinal);
    }

    private Task<CredentialProvider> ChainAsync() => new CredentialChain(_warnings.Add).FindAsync(CancellationToken.None);

    private async Task<CredentialProvider> FindAsync(string given) => given switch
    {
        " " => await ChainAsync(),
        "/" => NcpSession.Explicit("ak", Secure.From("")),
        "\\" => NcpSession.Explicit(" ", Secure.From("secret-of-parameter")),
        _ => NcpSession.Explicit("ak", Secure.From("secret-of-parameter")),
    };

    private void SetEnvironment(string what)
    {
        _environment["NCLOUD_ACCESS_KEY_ID"] = what is "+" or "/" ? "environment" : null;
        _environment["NCLOUD_SECRET_ACCESS_KEY"] = what is "+" or "\\" ? "secret-of-environment" : null;
    }

    private void SetFile(string what)
    {
        if (what != " ")
        {
            var path = _environment.WriteProfiles(
                "[DEFAULT]\n"
                + (what is "+" or "/" ? "ncloud_access_key_id=file\n" : "")
                + (what is "+" or "\\" ? "ncloud_secret_access_key=secret-of-file\n" : ""));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }
    }

    private void SetRole(string what) =>
        _environment["NCLOUD_METADATA_API_ENDPOINT"] = what == "+" ? Emulator.Address.AbsoluteUri : "http://127.0.0.1:1";
}
