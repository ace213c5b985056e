using System.Security;
using NcpPowerShell.Credentials;
using NcpPowerShell.Json;

namespace NcpPowerShell.ApiGateway;

/// <summary>An API key of API Gateway. Source: API Key regenerate (재생성), <c>apiKey</c>; a listing has no key values.</summary>
public sealed class ApiGatewayKey
{
    /// <summary>The key's identifier in every request.</summary>
    public string ApiKeyId { get; set; } = "";

    /// <summary>The name its owner chose, 1 to 20 characters.</summary>
    public string? ApiKeyName { get; set; }

    /// <summary>Notes, up to 50 characters.</summary>
    public string? ApiKeyDescription { get; set; }

    /// <summary>Whether callers can use it.</summary>
    public bool? IsEnabled { get; set; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? ModTime { get; set; }

    /// <summary>Who changed it last, a UUID.</summary>
    public string? Modifier { get; set; }

    /// <summary>The tenant it belongs to.</summary>
    public string? TenantId { get; set; }

    /// <summary>The site, such as <c>PUB</c>.</summary>
    public string? DomainCode { get; set; }

    /// <summary>A <see cref="SecureString"/>, or a string after <see cref="Reveal()"/>; <see langword="null"/> in listings.</summary>
    public object? PrimaryKey { get; set; }

    /// <summary>A <see cref="SecureString"/>, or a string after <see cref="Reveal()"/>; <see langword="null"/> in listings.</summary>
    public object? SecondaryKey { get; set; }

    /// <summary>Fields of the answer that this version does not know. Never <see langword="null"/>.</summary>
    public IReadOnlyDictionary<string, object?> AdditionalProperties { get; private set; } = AdditionalFields.None;

    /// <summary>The id.</summary>
    public override string ToString() => ApiKeyId;

    internal static ApiGatewayKey Read(JsonFields fields) => new()
    {
        ApiKeyId = fields.RequiredString("apiKeyId"),
        TenantId = fields.String("tenantId"),
        ApiKeyName = fields.String("apiKeyName"),
        ApiKeyDescription = fields.String("apiKeyDescription"),
        PrimaryKey = Protect(fields.Secret("primaryKey")),
        SecondaryKey = Protect(fields.Secret("secondaryKey")),
        Modifier = fields.String("modifier"),
        IsEnabled = fields.Boolean("isEnabled"),
        ModTime = fields.Iso8601("modTime"),
        DomainCode = fields.String("domainCode"),
        AdditionalProperties = fields.Rest(),
    };

    // Nobody asked a listing for values, so it has none, whatever the service sends.
    internal static ApiGatewayKey ReadListed(JsonFields fields)
    {
        var key = Read(fields);
        (key.PrimaryKey, key.SecondaryKey) = (null, null);
        return key;
    }

    /// <summary>Turns the two key values into plain strings.</summary>
    internal ApiGatewayKey Reveal()
    {
        PrimaryKey = Reveal(PrimaryKey);
        SecondaryKey = Reveal(SecondaryKey);
        return this;
    }

    private static SecureString? Protect(string? value) => value is null ? null : Secure.From(value);

    private static object? Reveal(object? value) => value is SecureString secure ? Secure.Reveal(secure) : value;
}
