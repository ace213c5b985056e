using System.Management.Automation;
using NcpPowerShell.Credentials;
using NcpPowerShell.Errors;
using NcpPowerShell.Http;
using NcpPowerShell.Sessions;

namespace NcpPowerShell.Pipeline;

/// <summary>A cmdlet that makes requests: it has a session, and tells what happens on it.</summary>
public abstract class NcpServiceCmdlet : NcpCmdlet
{
    private protected NcpServiceCmdlet()
    {
    }

    /// <summary>The session to use; by default the one of <c>Connect-Ncp</c> in this runspace.</summary>
    [Parameter]
    [ValidateNotNull]
    public NcpSession Session { get; set; } = null!;

    private protected IRequestObserver Observer { get; private set; } = SilentObserver.Instance;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        Observer = new CmdletObserver(this);
        try
        {
            Session ??= RunspaceSessions.Current.DefaultOrEnvironment() ?? throw NotConnected(MyInvocation.MyCommand.Name);
            if (Session.IsClosed)
            {
                throw Session.Closed();
            }
        }
        catch (NcpException e)
        {
            ThrowTerminatingError(e.ToErrorRecord(MyInvocation.MyCommand.Name));
        }
    }

    private static NcpException NotConnected(string command) => new(
        NcpErrorKind.NotConnected,
        $"{command} has no session: run Connect-Ncp first, or set {NcpEnvironment.AccessKeyNames[0]} and {NcpEnvironment.SecretKeyNames[0]}.");
}
