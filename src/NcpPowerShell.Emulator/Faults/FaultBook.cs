namespace NcpPowerShell.Emulator.Faults;

/// <summary>The faults that wait for requests; the first that matches takes one.</summary>
public sealed class FaultBook
{
    private readonly Lock _lock = new();
    private readonly List<ArmedFault> _faults = [];

    public void Add(Fault fault)
    {
        FaultRules.Check(fault);
        var armed = new ArmedFault(fault);
        lock (_lock)
        {
            _faults.Add(armed);
        }
    }

    public IReadOnlyList<FaultStatus> Snapshot()
    {
        lock (_lock)
        {
            return [.. _faults.Select(fault => fault.Status)];
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _faults.Clear();
        }
    }

    internal Fault? Take(string method, string target)
    {
        lock (_lock)
        {
            return _faults.Find(fault => fault.Hits(method, target))?.Fault;
        }
    }
}
