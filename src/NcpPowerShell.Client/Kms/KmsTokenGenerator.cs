using NcpPowerShell.Json;

namespace NcpPowerShell.Kms;

/// <summary>What issues a key's access tokens. Source: Get Token Generator.</summary>
public sealed class KmsTokenGenerator
{
    /// <summary>The key it belongs to (the tag that was asked for; the answer has none).</summary>
    public string KeyTag { get; set; } = "";

    /// <summary>The generator's identifier; <see langword="null"/> when it is not active.</summary>
    public string? TokenGeneratorId { get; set; }

    /// <summary><c>ACTIVE</c> or <c>INACTIVE</c>.</summary>
    public string? Status { get; set; }

    /// <summary>When it was enabled; <see langword="null"/> when it is not active.</summary>
    public DateTimeOffset? EnabledDate { get; set; }

    /// <summary>When it was disabled; <see langword="null"/> when it is active or never was.</summary>
    public DateTimeOffset? DisabledDate { get; set; }

    /// <summary>How many tokens it issued; <see langword="null"/> when it is not active.</summary>
    public long? IssuedTokenCount { get; set; }

    /// <summary>Fields of the answer that this version does not know. Never <see langword="null"/>.</summary>
    public IReadOnlyDictionary<string, object?> AdditionalProperties { get; private set; } = AdditionalFields.None;

    /// <summary>Key tag and state.</summary>
    public override string ToString() => $"{KeyTag} {Status}";

    internal static KmsTokenGenerator Read(JsonFields data, string askedTag) => new()
    {
        KeyTag = data.String("keyTag") ?? askedTag,
        TokenGeneratorId = data.String("tokenGeneratorId"),
        Status = data.RequiredString("status"),
        EnabledDate = data.UnixMilliseconds("enabledDate"),
        DisabledDate = data.UnixMilliseconds("disabledDate"),
        IssuedTokenCount = data.Int64("issuedTokenCount"),
        AdditionalProperties = data.Rest(),
    };
}
