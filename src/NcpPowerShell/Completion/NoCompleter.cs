using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace NcpPowerShell.Completion;

/// <summary>Offers nothing, where PowerShell on its own would offer files.</summary>
public sealed class NoCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) => [];
}
