using System.Management.Automation;
using System.Management.Automation.Language;

namespace NcpPowerShell.Completion;

/// <summary>What every completer does alike: match what was typed so far, and quote what needs quotes.</summary>
internal static class Completions
{
    public static IEnumerable<CompletionResult> Of(IEnumerable<string> values, string wordToComplete) =>
        Of(values.Select(value => (value, value)), wordToComplete);

    public static IEnumerable<CompletionResult> Of(IEnumerable<(string Value, string ToolTip)> values, string wordToComplete, bool matchesToolTips = false)
    {
        var typed = WildcardPattern.Escape((wordToComplete ?? "").Trim('\'', '"'));
        var pattern = WildcardPattern.Get($"{typed}*", WildcardOptions.IgnoreCase);
        return [.. values
            .Where(item => pattern.IsMatch(item.Value) || (matchesToolTips && pattern.IsMatch(item.ToolTip)))
            .OrderByDescending(item => pattern.IsMatch(item.Value))
            .Select(item => new CompletionResult(Quote(item.Value), item.Value, CompletionResultType.ParameterValue, item.ToolTip))];
    }

    /// <summary>From tags or ids with names as tooltips: the names, for a parameter that takes wildcards.</summary>
    public static IEnumerable<(string Value, string ToolTip)> NamesOf(IEnumerable<(string Value, string ToolTip)> keys) => keys
        // The tooltip of a key without a name is its tag or id.
        .Where(key => key.ToolTip != key.Value)
        .GroupBy(key => key.ToolTip, key => key.Value, StringComparer.Ordinal)
        .OrderBy(keysOfName => keysOfName.Key, StringComparer.Ordinal)
        .Select(keysOfName => (WildcardPattern.Escape(keysOfName.Key), string.Join(", ", keysOfName)));

    private static string Quote(string value) => value.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.')
        ? value
        : $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'";
}
