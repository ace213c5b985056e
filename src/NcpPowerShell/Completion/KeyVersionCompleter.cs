using System.Collections;
using System.Globalization;
using NcpPowerShell.Kms;

namespace NcpPowerShell.Completion;

/// <summary>The versions of the key on the command line, with their states as tooltips.</summary>
public sealed class KeyVersionCompleter : SessionCompleter
{
    private protected override IEnumerable<(string Value, string ToolTip)> Complete(NcpSession session, IDictionary? boundParameters) =>
        boundParameters.Get<string>("KeyTag") is { } keyTag
            ? SessionMemory.Of(session).VersionsOf(keyTag).AfterRefresh(cancellationToken => VersionsAsync(session, keyTag, cancellationToken))
            : [];

    private static async Task<IEnumerable<(string, string?)>> VersionsAsync(NcpSession session, string keyTag, CancellationToken cancellationToken)
    {
        var versions = await new KmsClient(session).GetKeyVersionsAsync(keyTag, cancellationToken: cancellationToken).ConfigureAwait(false);
        return versions.Select(version => (
            version.Version.ToString(CultureInfo.InvariantCulture),
            (string?)$"{version.Status}{(version.IsCurrent ? ", current" : "")}"));
    }
}
