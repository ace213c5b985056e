using System.Text.RegularExpressions;

namespace NcpPowerShell.Emulator.Faults;

/// <summary>A fault that counts; its owner serialises the calls.</summary>
internal sealed class ArmedFault(Fault fault)
{
    private readonly Regex? _pattern = fault.PathPattern is null ? null : new Regex(fault.PathPattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    private int _remaining = fault.Times;
    private int _matches;
    private int _hits;

    public Fault Fault => fault;

    public FaultStatus Status => new(fault, _remaining, _hits);

    public bool Hits(string method, string target)
    {
        if (_remaining == 0 || !Matches(method, target) || ++_matches % fault.Every != 0)
        {
            return false;
        }
        if (_remaining > 0)
        {
            _remaining--;
        }
        _hits++;
        return true;
    }

    private bool Matches(string method, string target) =>
        (fault.Method is null || fault.Method.Equals(method, StringComparison.OrdinalIgnoreCase))
        && (fault.Path is null || target.StartsWith(fault.Path, StringComparison.Ordinal))
        && (_pattern is null || _pattern.IsMatch(target));
}
