using System.Collections;

namespace NcpPowerShell.Completion;

/// <summary>Names of API Gateway keys, with their ids as tooltips.</summary>
public sealed class ApiKeyNameCompleter : SessionCompleter
{
    private protected override IEnumerable<(string Value, string ToolTip)> Complete(NcpSession session, IDictionary? boundParameters) =>
        Completions.NamesOf(ApiKeyIdCompleter.Seen(session));
}
