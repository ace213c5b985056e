namespace NcpPowerShell.Emulator;

/// <summary>The forms of the KMS key list that the documentation leaves open.</summary>
public enum ListShape
{
    /// <summary>As in the documented sample: <c>data.keyList</c>, counters inside <c>data</c>.</summary>
    Sample,

    /// <summary><c>data.KeyList</c>, counters inside <c>data</c>.</summary>
    CapitalList,

    /// <summary><c>data.keyList</c>, counters beside <c>data</c>.</summary>
    TopLevelCounters,

    /// <summary>As in the documented table: <c>data.KeyList</c>, counters beside <c>data</c>.</summary>
    Table,
}
