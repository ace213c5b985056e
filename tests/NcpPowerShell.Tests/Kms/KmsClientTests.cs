using NcpPowerShell.Errors;

namespace NcpPowerShell.Tests.Kms;

public class KmsClientTests : EmulatorTest
{
    [Fact]
    public async Task The_documented_key_comes_out_field_by_field()
    {
        var key = await Kms.GetKeyAsync(SeedTag);

        Assert.Equal(12345, key.KeyId);
        Assert.Equal(SeedTag, key.KeyTag);
        Assert.Equal("{KEY_NAME}", key.KeyName);
        Assert.Equal("nrn:PUB:KMS::7891:Key/000-12345", key.Nrn);
        Assert.Equal("AES256", key.KeyType);
        Assert.Equal("ENABLE", key.Status);
        Assert.Equal(1234, key.KeystoreId);
        Assert.Equal(1, key.CurrentVersion);
        Assert.Equal("BASIC", key.ProtectionType);
        Assert.Equal("{KEY_DESCRIPTION}", key.Memo);
        Assert.True(key.IsConvergent);
        Assert.True(key.IsAutoRotation);
        Assert.Equal(90, key.RotationPeriod);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1741156631314), key.NextRotationDate);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1733380631000), key.RegisterDate);
        Assert.Null(key.DestroyDate);
        Assert.Equal("https://ocapi.ncloud.com", key.BaseUrl);
        Assert.Equal("334ddd32-1008-4262-a8a6-eeb83a4e4640", key.MigrationInfo!.MigrationId);
        Assert.Equal("FAILED", key.MigrationInfo.Status);
        Assert.Equal("JPN", key.MigrationInfo.TargetBoundary);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1763347406000), key.MigrationInfo.StartDate);
        Assert.Equal("{MIGRATION_ERROR_MESSAGE}", key.MigrationInfo.ErrorMessage);
        Assert.Empty(key.AdditionalProperties);
    }

    [Fact]
    public async Task The_documented_versions_come_out_field_by_field()
    {
        var versions = await Kms.GetKeyVersionsAsync(SeedTag);

        Assert.Collection(
            versions,
            first =>
            {
                Assert.Equal("a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8s9t0u1v2w3x4y5z6", first.KeyTag);
                Assert.Equal(1, first.Version);
                Assert.Equal("ENABLE", first.Status);
                Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1733875954000), first.StatusDate);
                Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1732603460000), first.RotatedDate);
                Assert.False(first.IsCurrent);
            },
            second =>
            {
                Assert.Equal(2, second.Version);
                Assert.Null(second.StatusDate);
                Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1733875426000), second.RotatedDate);
                Assert.True(second.IsCurrent);
            });
    }

    [Fact]
    public async Task An_active_token_generator_comes_out_field_by_field()
    {
        var generator = await Kms.GetTokenGeneratorAsync(SeedTag);

        Assert.Equal(SeedTag, generator.KeyTag);
        Assert.Equal("a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8s9t0u1v2w3x4y5z7", generator.TokenGeneratorId);
        Assert.Equal("ACTIVE", generator.Status);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1733708179000), generator.EnabledDate);
        Assert.Null(generator.DisabledDate);
        Assert.Equal(1, generator.IssuedTokenCount);
    }

    [Fact]
    public async Task An_inactive_token_generator_has_a_status_and_a_date_only()
    {
        Answer("""{"code":"SUCCESS","data":{"status":"INACTIVE","disabledDate":1733447855000}}""");
        var generator = await Kms.GetTokenGeneratorAsync("tag");

        Assert.Equal("INACTIVE", generator.Status);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1733447855000), generator.DisabledDate);
        Assert.Null(generator.TokenGeneratorId);
        Assert.Null(generator.EnabledDate);
        Assert.Null(generator.IssuedTokenCount);
    }

    [Fact]
    public async Task Absent_and_null_fields_are_null()
    {
        Answer("""{"code":"SUCCESS","data":{"keyTag":"t","memo":null}}""");
        var key = await Kms.GetKeyAsync("t");

        Assert.Equal("t", key.KeyTag);
        Assert.Null(key.Memo);
        Assert.Null(key.CurrentVersion);
        Assert.Null(key.MigrationInfo);
        Assert.Empty(key.AdditionalProperties);
    }

    [Fact]
    public async Task Unknown_fields_are_kept_as_plain_values()
    {
        Answer("""{"code":"SUCCESS","data":{"keyTag":"t","tier":"GOLD","limit":1.5,"flags":[true,null,3],"owner":{"id":7}}}""");
        var more = (await Kms.GetKeyAsync("t")).AdditionalProperties;

        Assert.Equal("GOLD", more["tier"]);
        Assert.Equal(1.5, more["limit"]);
        Assert.Equal(new object?[] { true, null, 3L }, more["flags"]);
        Assert.Equal(7L, ((Dictionary<string, object?>)more["owner"]!)["id"]);
    }

    [Fact]
    public async Task Names_in_another_case_and_numbers_as_strings_are_understood()
    {
        Answer("""{"code":"SUCCESS","data":{"KEYTAG":"t","KeyId":"42","registerDate":"1733380631000"}}""");
        var key = await Kms.GetKeyAsync("t");

        Assert.Equal(42, key.KeyId);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1733380631000), key.RegisterDate);
        Assert.Empty(key.AdditionalProperties);
    }

    [Theory]
    [InlineData("""{"code":"SUCCESS","data":{"keyList":[{"keyTag":"a"},{"keyTag":"b"}],"currentPageNo":1,"totalPageNo":3,"totalCount":5}}""")]
    [InlineData("""{"code":"SUCCESS","data":{"KeyList":[{"keyTag":"a"},{"keyTag":"b"}]},"currentPageNo":1,"totalPageNo":3,"totalCount":5}""")]
    public async Task A_page_is_understood_wherever_its_counters_are(string body)
    {
        Answer(body);
        var page = await Kms.GetKeyPageAsync();

        Assert.Equal(["a", "b"], page.Items.Select(key => key.KeyTag));
        Assert.Equal(5, page.TotalCount);
        Assert.Equal(2, page.Next);
    }

    [Theory]
    [InlineData("""{"code":"SUCCESS","data":{"keyList":[],"currentPageNo":1,"totalPageNo":3}}""")]
    [InlineData("""{"code":"SUCCESS","data":{"keyList":[{"keyTag":"a"}],"currentPageNo":3,"totalPageNo":3}}""")]
    [InlineData("""{"code":"SUCCESS","data":{"keyList":[]}}""")]
    public async Task The_last_page_has_no_next(string body)
    {
        Answer(body);
        Assert.Null((await Kms.GetKeyPageAsync(3)).Next);
    }

    [Theory]
    [InlineData("""{"code":"SUCCESS","data":{"keyList":[{"keyTag":"a"}]}}""")]
    [InlineData("""{"code":"SUCCESS","data":{"keyList":[{"keyTag":"a"}],"totalCount":1008}}""")]
    [InlineData("""{"code":"SUCCESS","data":{"keyList":[{"keyTag":"a"}],"currentPageNo":0,"totalPageNo":6,"totalCount":1008}}""")]
    public async Task A_listing_is_never_cut_short_on_a_guess(string body)
    {
        Answer(body);
        Assert.Equal(2, (await Kms.GetKeyPageAsync()).Next);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("a..b")]
    [InlineData(".")]
    [InlineData("a?b")]
    [InlineData("a#b")]
    [InlineData("a%2Fb")]
    [InlineData("a\\b")]
    [InlineData("a b")]
    [InlineData("a\u0001")]
    public async Task A_tag_that_would_change_the_path_is_refused_before_any_request(string keyTag)
    {
        var e = await Assert.ThrowsAsync<NcpException>(() => Kms.GetKeyAsync(keyTag));

        Assert.Equal(NcpErrorKind.InvalidIdentifier, e.Kind);
        Assert.Equal(0, RequestCount);
    }

    [Theory]
    [InlineData(0xD800, 1)]
    [InlineData('a', 1001)]
    public async Task Half_a_character_or_a_novel_is_not_a_tag(int character, int count)
    {
        var e = await Assert.ThrowsAsync<NcpException>(() => Kms.GetKeyAsync(new string((char)character, count)));

        Assert.Equal(NcpErrorKind.InvalidIdentifier, e.Kind);
        Assert.Equal(0, RequestCount);
    }

    [Fact]
    public async Task A_tag_outside_ascii_is_signed_as_it_is_sent()
    {
        var e = await Assert.ThrowsAsync<NcpApiException>(() => Kms.GetKeyAsync("키'~+&=@:;,$()*!"));

        Assert.Equal(NcpErrorKind.NotFound, e.Kind);
    }
}
