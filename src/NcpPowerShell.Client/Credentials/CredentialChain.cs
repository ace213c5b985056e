using NcpPowerShell.Errors;

namespace NcpPowerShell.Credentials;

/// <summary>Where credentials come from when nobody says: environment, profile file, server role. The first that is complete wins.</summary>
/// <param name="warn">Hears what an operator should know about the source.</param>
internal sealed class CredentialChain(Action<string> warn)
{
    /// <exception cref="NcpException">A source is there but half filled, or there is none at all.</exception>
    public async Task<CredentialProvider> FindAsync(CancellationToken cancellationToken) =>
        NcpEnvironment.Credentials()
        ?? DefaultProfile()
        ?? await LastResortAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>A profile that was asked for by name, file or both.</summary>
    /// <exception cref="NcpException">The file or the profile is not there, or not complete.</exception>
    public CredentialProvider Profile(string? name, string? path)
    {
        var file = Load(path ?? ProfileFile.DefaultPath);
        name ??= NcpEnvironment.First(NcpEnvironment.Profile) ?? ProfileFile.DefaultName;
        return file.Credentials(name) ?? throw new NcpException(
            NcpErrorKind.InvalidCredential,
            $"{file.Path} has no profile {name}. It has: {string.Join(", ", file.Names)}.");
    }

    public static async Task<CredentialProvider> ServerRoleAsync(CancellationToken cancellationToken)
    {
        var metadata = new MetadataService();
        try
        {
            return await ServerRoleCredentials.ConnectAsync(metadata, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            metadata.Dispose();
            throw;
        }
    }

    // A profile that NCLOUD_PROFILE names must be there; without it, a file without keys for everybody says nothing.
    private CredentialProvider? DefaultProfile()
    {
        if (NcpEnvironment.First(NcpEnvironment.Profile) is { } name)
        {
            return Profile(name, null);
        }

        var file = File.Exists(ProfileFile.DefaultPath) ? Load(ProfileFile.DefaultPath) : null;
        return file?.HasKeys(ProfileFile.DefaultName) == true ? file.Credentials(ProfileFile.DefaultName) : null;
    }

    private static async Task<CredentialProvider> LastResortAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ServerRoleAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (NcpException e)
        {
            throw new NcpException(
                NcpErrorKind.NotConnected,
                $"Connect-Ncp found no credentials. Give -Credential, or set {NcpEnvironment.AccessKeyNames[0]} and {NcpEnvironment.SecretKeyNames[0]}, or run 'ncloud configure' (it writes {ProfileFile.DefaultPath}). {e.Message}",
                e);
        }
    }

    private ProfileFile Load(string path)
    {
        var file = ProfileFile.Load(path);
        if (file.IsReadableByOthers)
        {
            warn($"{file.Path} can be read by other users of this computer. Run: chmod 600 {file.Path}");
        }

        return file;
    }
}
