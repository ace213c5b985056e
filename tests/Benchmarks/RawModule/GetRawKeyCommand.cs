using System.Management.Automation;

namespace NcpPowerShell.Benchmarks;

/// <summary>The least that a cmdlet with a bare <see cref="HttpClient"/> does: waits for one answer and writes its bytes.</summary>
[Cmdlet(VerbsCommon.Get, "RawKey")]
public sealed class GetRawKeyCommand : PSCmdlet
{
    private static readonly Lazy<RawCaller> Caller = new(RawCaller.FromEnvironment);

    [Parameter(Mandatory = true, Position = 0)]
    public int Number { get; set; }

    protected override void ProcessRecord() => WriteObject(Caller.Value.GetAsync(Number).GetAwaiter().GetResult());
}
