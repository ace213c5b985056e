using System.Collections;

namespace NcpPowerShell.Completion;

/// <summary>Names of KMS keys, with their tags as tooltips.</summary>
public sealed class KeyNameCompleter : SessionCompleter
{
    private protected override IEnumerable<(string Value, string ToolTip)> Complete(NcpSession session, IDictionary? boundParameters) =>
        Completions.NamesOf(KeyTagCompleter.Seen(session));
}
