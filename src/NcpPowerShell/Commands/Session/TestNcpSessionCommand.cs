using System.Management.Automation;
using NcpPowerShell.Errors;
using NcpPowerShell.Pipeline;

namespace NcpPowerShell.Commands.Session;

/// <summary>Makes one cheap signed request and tells what came of it.</summary>
[Cmdlet(VerbsDiagnostic.Test, "NcpSession", HelpUri = HelpLinks.Base + "Test-NcpSession.md")]
[OutputType(typeof(NcpSessionTest))]
public sealed class TestNcpSessionCommand : NcpServiceCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            Emit(Await(Start(cancellationToken => Session.TestAsync(Observer, cancellationToken))));
        }
        catch (NcpException e)
        {
            EmitError(e, Session);
        }
    }
}
