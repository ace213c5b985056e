namespace NcpPowerShell.HelpBuilder.Module;

/// <summary>What a parameter is in one parameter set; <see cref="Set"/> is null when it is the same in all of them.</summary>
internal sealed record ParameterUse(string? Set, bool IsMandatory, int? Position, bool ByValue, bool ByPropertyName, bool IsHidden)
{
    public string PositionText => Position is { } position ? $"{position}" : "named";

    public string PipelineText => (ByValue, ByPropertyName) switch
    {
        (true, true) => "True (ByValue, ByPropertyName)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };
}
