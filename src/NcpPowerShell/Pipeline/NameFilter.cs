using System.Management.Automation;
using NcpPowerShell.Errors;

namespace NcpPowerShell.Pipeline;

/// <summary>
/// The name a listing is filtered by; none lets every key pass. As with Get-Process, one without wildcards has to exist.
/// </summary>
internal sealed class NameFilter(string? name)
{
    private readonly WildcardPattern? _pattern = name is null ? null : WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
    private bool _hasMatched;

    public string? Name => name;

    /// <summary>What is wrong when the listing has come to its end.</summary>
    public NcpException? Failure => name is null || _hasMatched || WildcardPattern.ContainsWildcardCharacters(name)
        ? null
        : new NcpException(NcpErrorKind.NotFound, $"No key in the listing has the name '{name}'.");

    public bool IsMatch(string? keyName)
    {
        var isMatch = _pattern?.IsMatch(keyName ?? "") != false;
        _hasMatched |= isMatch;
        return isMatch;
    }
}
