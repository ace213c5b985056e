namespace NcpPowerShell.HelpBuilder.Module;

/// <summary>A parameter as the built cmdlet declares it.</summary>
internal sealed record ParameterFacts(string Name, Type Type, string Default, IReadOnlyList<ParameterUse> Uses)
{
    public IReadOnlyList<string> Aliases { get; init; } = [];

    public bool SupportsWildcards { get; init; }

    /// <summary>What the pages call it.</summary>
    public string Heading => $"-{Name}";

    public bool IsSwitch => Type.Name == "SwitchParameter";

    /// <summary>The values of an enumeration; none for other types.</summary>
    public IReadOnlyList<string> Values => Type.IsEnum ? Enum.GetNames(Type) : [];

    public string TypeName => Type.IsArray ? $"{Type.GetElementType()!.Name}[]" : (Nullable.GetUnderlyingType(Type) ?? Type).Name;

    /// <summary>How the parameter is used in a set; null when it is not part of it.</summary>
    public ParameterUse? In(string? set) => Uses.FirstOrDefault(use => use.Set is null || use.Set == set);
}
