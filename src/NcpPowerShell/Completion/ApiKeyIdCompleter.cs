using System.Collections;
using NcpPowerShell.ApiGateway;

namespace NcpPowerShell.Completion;

/// <summary>Ids of API Gateway keys, with their names as tooltips. The start of a name finds its id, too.</summary>
public sealed class ApiKeyIdCompleter : SessionCompleter
{
    private protected override bool MatchesToolTips => true;

    internal static IEnumerable<(string Value, string ToolTip)> Seen(NcpSession session) =>
        SessionMemory.Of(session).ApiKeyIds.AfterRefresh(async cancellationToken =>
        {
            var page = await new ApiGatewayClient(session).GetKeyPageAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            return page.Items.Select(key => (key.ApiKeyId, key.ApiKeyName));
        });

    private protected override IEnumerable<(string Value, string ToolTip)> Complete(NcpSession session, IDictionary? boundParameters) => Seen(session);
}
