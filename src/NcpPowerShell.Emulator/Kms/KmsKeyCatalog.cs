namespace NcpPowerShell.Emulator.Kms;

/// <summary>The keys of the seed, then the generated ones.</summary>
public sealed class KmsKeyCatalog
{
    private readonly IReadOnlyList<KmsKey> _seeded;
    private readonly int _generated;
    private readonly Dictionary<string, KmsKey> _byTag = [];

    internal KmsKeyCatalog(IReadOnlyList<KmsKey> seeded, int generated)
    {
        _seeded = seeded;
        _generated = generated;
        foreach (var key in seeded)
        {
            _byTag[key.Info.KeyTag] = key;
            // The documented examples of one key disagree about its tag: it answers to both.
            _byTag.TryAdd(key.Versions.KeyTag, key);
        }
    }

    public int Count => _seeded.Count + _generated;

    public KmsKey? Find(string keyTag)
    {
        if (_byTag.TryGetValue(keyTag, out var key))
        {
            return key;
        }
        return GeneratedKey.NumberOf(keyTag) is { } number && number > 0 && number <= _generated ? GeneratedKey.Create(number) : null;
    }

    public IEnumerable<KmsKey> Slice(long start, int count)
    {
        var end = Math.Min(start + count, Count);
        for (var index = start; index < end; index++)
        {
            yield return index < _seeded.Count ? _seeded[(int)index] : GeneratedKey.Create((int)index - _seeded.Count + 1);
        }
    }
}
