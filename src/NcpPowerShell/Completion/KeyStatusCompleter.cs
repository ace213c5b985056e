using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace NcpPowerShell.Completion;

/// <summary>The documented states of a KMS key.</summary>
public sealed class KeyStatusCompleter : IArgumentCompleter
{
    internal static readonly (string Name, string ToolTip)[] States =
    [
        ("ENABLE", "usable"),
        ("DISABLE", "suspended"),
        ("REVOKE", "waiting for deletion"),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Of(States, wordToComplete);
}
