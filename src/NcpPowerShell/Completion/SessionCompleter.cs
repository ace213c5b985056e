using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using NcpPowerShell.Errors;
using NcpPowerShell.Sessions;

namespace NcpPowerShell.Completion;

/// <summary>Completes from what the session of the command line has met. Never throws, never blocks the prompt.</summary>
public abstract class SessionCompleter : IArgumentCompleter
{
    private protected SessionCompleter()
    {
    }

    private protected virtual bool MatchesToolTips => false;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            var session = fakeBoundParameters.Has("Session")
                ? fakeBoundParameters.Get<NcpSession>("Session")
                : RunspaceSessions.Current.DefaultOrEnvironment();
            return session is null or { IsClosed: true } ? [] : Completions.Of(Complete(session, fakeBoundParameters), wordToComplete, MatchesToolTips);
        }
        catch (NcpException)
        {
            return [];
        }
    }

    private protected abstract IEnumerable<(string Value, string ToolTip)> Complete(NcpSession session, IDictionary? boundParameters);
}
