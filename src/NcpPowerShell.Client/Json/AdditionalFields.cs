using System.Collections.ObjectModel;

namespace NcpPowerShell.Json;

/// <summary>Fields of an answer that this version does not know, as plain .NET values.</summary>
internal sealed class AdditionalFields(IDictionary<string, object?> fields) : ReadOnlyDictionary<string, object?>(fields)
{
    public static AdditionalFields None { get; } = new(new Dictionary<string, object?>());

    /// <summary>What a CSV export shows.</summary>
    public override string ToString() => string.Join("; ", this.Select(field => $"{field.Key}={field.Value}"));
}
