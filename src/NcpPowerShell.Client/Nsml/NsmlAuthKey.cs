using NcpPowerShell.Json;

namespace NcpPowerShell.Nsml;

/// <summary>An SSH key registered for CLOVA NSML. Source: Get authentication key list.</summary>
public sealed class NsmlAuthKey
{
    /// <summary>The service's name of the key: the fingerprint without colons.</summary>
    public string? Name { get; set; }

    /// <summary>The label its owner chose.</summary>
    public string? Title { get; set; }

    /// <summary>16 colon-separated pairs of hex digits.</summary>
    public string? Fingerprint { get; set; }

    /// <summary>
    /// When it was created. The zone is not documented, so its kind is Unspecified. A text of another format is in
    /// <see cref="AdditionalProperties"/> instead.
    /// </summary>
    public DateTime? CreateTime { get; set; }

    /// <summary>Fields of the answer that this version does not know. Never <see langword="null"/>.</summary>
    public IReadOnlyDictionary<string, object?> AdditionalProperties { get; private set; } = AdditionalFields.None;

    /// <summary>The title.</summary>
    public override string ToString() => Title ?? Name ?? "";

    internal static NsmlAuthKey Read(JsonFields fields) => new()
    {
        Name = fields.String("name"),
        Title = fields.String("title"),
        Fingerprint = fields.String("fingerprint"),
        CreateTime = fields.Date("createTime", "yyyy-MM-dd HH:mm:ss"),
        AdditionalProperties = fields.Rest(),
    };
}
