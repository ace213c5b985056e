using System.Collections;
using NcpPowerShell.Kms;

namespace NcpPowerShell.Completion;

/// <summary>Key tags, with the keys' names as tooltips.</summary>
public sealed class KeyTagCompleter : SessionCompleter
{
    private protected override IEnumerable<(string Value, string ToolTip)> Complete(NcpSession session, IDictionary? boundParameters) =>
        SessionMemory.Of(session).KeyTags.AfterRefresh(async cancellationToken =>
        {
            var page = await new KmsClient(session).GetKeyPageAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            return page.Items.Select(key => (key.KeyTag, key.KeyName));
        });
}
