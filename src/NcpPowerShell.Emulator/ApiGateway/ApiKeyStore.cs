using System.Globalization;

namespace NcpPowerShell.Emulator.ApiGateway;

/// <summary>The API keys, in the order of the seed.</summary>
public sealed class ApiKeyStore
{
    private readonly Lock _lock = new();
    private readonly OrderedDictionary<string, ApiKey> _keys = [];

    public IReadOnlyList<ApiKey> Snapshot()
    {
        lock (_lock)
        {
            return [.. _keys.Values];
        }
    }

    public ApiKey? Find(string apiKeyId)
    {
        lock (_lock)
        {
            return _keys.GetValueOrDefault(apiKeyId);
        }
    }

    /// <summary>Adds a key or puts it in the place of the one with its ID.</summary>
    public void Set(ApiKey key)
    {
        lock (_lock)
        {
            _keys[key.ApiKeyId] = key;
        }
    }

    internal ApiKey? Regenerate(string apiKeyId, bool isPrimary, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (!_keys.TryGetValue(apiKeyId, out var key))
            {
                return null;
            }
            var fresh = key with
            {
                PrimaryKey = isPrimary ? RandomText.Secret() : key.PrimaryKey,
                SecondaryKey = isPrimary ? key.SecondaryKey : RandomText.Secret(),
                ModTime = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            };
            _keys[apiKeyId] = fresh;
            return fresh;
        }
    }

    internal void Load(IEnumerable<ApiKey> keys)
    {
        lock (_lock)
        {
            _keys.Clear();
            foreach (var key in keys)
            {
                _keys.Add(key.ApiKeyId, key);
            }
        }
    }
}
