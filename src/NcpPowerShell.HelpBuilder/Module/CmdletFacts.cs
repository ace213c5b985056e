namespace NcpPowerShell.HelpBuilder.Module;

/// <summary>A cmdlet as the built module declares it.</summary>
internal sealed record CmdletFacts(string Verb, string Noun, string? DefaultSet, Uri? HelpUri, IReadOnlyList<ParameterFacts> Parameters, IReadOnlyList<Type> OutputTypes)
{
    public string Name => $"{Verb}-{Noun}";

    /// <summary>The parameter sets, the default one first; a single null when there are none.</summary>
    public IEnumerable<string?> ParameterSets => Parameters
        .SelectMany(parameter => parameter.Uses)
        .Select(use => use.Set)
        .Prepend(DefaultSet)
        .Where(set => set is not null)
        .Distinct()
        .DefaultIfEmpty();

    /// <summary>What can be piped in as it is.</summary>
    public IEnumerable<Type> InputTypes => Parameters.Where(parameter => parameter.Uses.Any(use => use.ByValue)).Select(parameter => parameter.Type);

    /// <summary>What one may type in a set: by position first, then the mandatory ones, then the rest as declared.</summary>
    public IEnumerable<(ParameterFacts Parameter, ParameterUse Use)> Syntax(string? set) => Parameters
        .Select(parameter => (parameter, use: parameter.In(set)))
        .Where(item => item.use is { IsHidden: false })
        .OrderBy(item => item.use!.Position ?? int.MaxValue)
        .ThenByDescending(item => item.use!.IsMandatory)
        .Select(item => (item.parameter, item.use!));
}
