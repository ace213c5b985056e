using System.Collections.Concurrent;

namespace NcpPowerShell.Emulator.Gateway;

/// <summary>The signers the emulator accepts.</summary>
public sealed class CredentialStore
{
    private readonly ConcurrentDictionary<string, Credential> _byAccessKey = new();

    public void Add(Credential credential) => _byAccessKey[credential.AccessKey] = credential;

    public void Remove(string accessKey) => _byAccessKey.TryRemove(accessKey, out _);

    public Credential? Find(string accessKey) => _byAccessKey.GetValueOrDefault(accessKey);

    internal void Load(IEnumerable<Credential> credentials)
    {
        _byAccessKey.Clear();
        foreach (var credential in credentials)
        {
            Add(credential);
        }
    }
}
