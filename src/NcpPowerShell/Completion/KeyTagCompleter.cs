using System.Collections;
using NcpPowerShell.Kms;

namespace NcpPowerShell.Completion;

/// <summary>Key tags, with the keys' names as tooltips. The start of a name finds its tag, too.</summary>
public sealed class KeyTagCompleter : SessionCompleter
{
    private protected override bool MatchesToolTips => true;

    internal static IEnumerable<(string Value, string ToolTip)> Seen(NcpSession session) =>
        SessionMemory.Of(session).KeyTags.AfterRefresh(async cancellationToken =>
        {
            var page = await new KmsClient(session).GetKeyPageAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            return page.Items.Select(key => (key.KeyTag, key.KeyName));
        });

    private protected override IEnumerable<(string Value, string ToolTip)> Complete(NcpSession session, IDictionary? boundParameters) => Seen(session);
}
