using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using NcpPowerShell.ApiGateway;
using NcpPowerShell.Kms;

namespace NcpPowerShell.Completion;

/// <summary>What one session has met so far. It goes with the session.</summary>
internal sealed class SessionMemory
{
    private static readonly ConditionalWeakTable<NcpSession, SessionMemory> Table = new();

    private readonly ConcurrentDictionary<string, SeenItems> _versions = new(StringComparer.Ordinal);

    public SeenItems KeyTags { get; } = new();

    public SeenItems ApiKeyIds { get; } = new();

    public static SessionMemory Of(NcpSession session) => Table.GetOrCreateValue(session);

    public SeenItems VersionsOf(string keyTag) => _versions.GetOrAdd(keyTag, _ => new SeenItems());

    public void Remember(KmsKey key) => KeyTags.Remember(key.KeyTag, key.KeyName);

    public void Remember(ApiGatewayKey key) => ApiKeyIds.Remember(key.ApiKeyId, key.ApiKeyName);
}
