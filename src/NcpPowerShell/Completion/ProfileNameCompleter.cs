using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using NcpPowerShell.Credentials;
using NcpPowerShell.Errors;

namespace NcpPowerShell.Completion;

/// <summary>The sections of the profile file.</summary>
public sealed class ProfileNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            return Completions.Of(ProfileFile.Load(Path(fakeBoundParameters)).Names, wordToComplete);
        }
        catch (Exception e) when (e is NcpException or RuntimeException)
        {
            return [];
        }
    }

    // As Connect-Ncp sees it: relative to the location of PowerShell, not to that of the process.
    private static string Path(IDictionary? bound) => bound?["ProfilePath"] is string path
        ? Runspace.DefaultRunspace.SessionStateProxy.Path.GetUnresolvedProviderPathFromPSPath(path)
        : ProfileFile.DefaultPath;
}
