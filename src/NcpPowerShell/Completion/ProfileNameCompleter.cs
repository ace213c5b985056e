using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
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
            var path = fakeBoundParameters?["ProfilePath"] as string ?? ProfileFile.DefaultPath;
            return Completions.Of(ProfileFile.Load(path).Names, wordToComplete);
        }
        catch (NcpException)
        {
            return [];
        }
    }
}
