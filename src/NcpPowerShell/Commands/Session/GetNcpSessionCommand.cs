using System.Management.Automation;
using NcpPowerShell.Errors;
using NcpPowerShell.Sessions;

namespace NcpPowerShell.Commands.Session;

/// <summary>Shows the session that the other cmdlets use in this runspace; nothing when there is none.</summary>
[Cmdlet(VerbsCommon.Get, "NcpSession", HelpUri = HelpLinks.Base + "Get-NcpSession.md")]
[OutputType(typeof(NcpSession))]
public sealed class GetNcpSessionCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            if (RunspaceSessions.Current.DefaultOrEnvironment() is { } session)
            {
                WriteObject(session);
            }
            else
            {
                WriteVerbose("There is no session: run Connect-Ncp.");
            }
        }
        catch (NcpException e)
        {
            ThrowTerminatingError(e.ToErrorRecord(MyInvocation.MyCommand.Name));
        }
    }
}
