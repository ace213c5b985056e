using System.Management.Automation;
using NcpPowerShell.Sessions;

namespace NcpPowerShell.Commands.Session;

/// <summary>Ends a session: its connections are closed and its secrets cleared.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Ncp", HelpUri = HelpLinks.Base + "Disconnect-Ncp.md")]
public sealed class DisconnectNcpCommand : PSCmdlet
{
    /// <summary>The session to end; by default the one that the other cmdlets use in this runspace.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public NcpSession? Session { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var sessions = RunspaceSessions.Current;
        var session = Session ?? sessions.InUse;
        if (session is null)
        {
            WriteVerbose("There is no session to end.");
            return;
        }

        session.Dispose();
        if (session == sessions.Default)
        {
            sessions.Default = null;
        }
    }
}
