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
            return Completions.Of(ProfileFile.Load(Path(fakeBoundParameters)).Names, wordToComplete);
        }
        catch (Exception e) when (e is NcpException or RuntimeException)
        {
            return [];
        }
    }

    // As Connect-Ncp sees it: relative to the location of PowerShell, not to that of the process.
    private static string Path(IDictionary? bound)
    {
        if (bound.Get<string>("ProfilePath") is not { } path)
        {
            return ProfileFile.DefaultPath;
        }

        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return shell.AddCommand("Convert-Path").AddParameter("LiteralPath", path).AddParameter("ErrorAction", ActionPreference.Ignore)
            .Invoke<string>().FirstOrDefault() ?? path;
    }
}
