using NcpPowerShell.Errors;

namespace NcpPowerShell.Credentials;

/// <summary>The file that <c>ncloud configure</c> writes: INI, a section a profile, or no sections at all.</summary>
internal sealed class ProfileFile
{
    public const string DefaultName = "DEFAULT";

    private const string AccessKeyField = "ncloud_access_key_id";
    private const string SecretKeyField = "ncloud_secret_access_key";

    private readonly Dictionary<string, Dictionary<string, string>> _profiles;

    private ProfileFile(string path, Dictionary<string, Dictionary<string, string>> profiles)
    {
        Path = path;
        _profiles = profiles;
    }

    /// <summary><c>~/.ncloud/configure</c>; <c>%USERPROFILE%</c> on Windows.</summary>
    public static string DefaultPath =>
        System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".ncloud", "configure");

    public string Path { get; }

    public IEnumerable<string> Names => _profiles.Keys;

    /// <summary>Whether others than its owner can read it. Always false on Windows, where access lists decide.</summary>
    public bool IsReadableByOthers => OthersCanRead(Path);

    /// <exception cref="NcpException">There is no such file or it cannot be read.</exception>
    public static ProfileFile Load(string path)
    {
        try
        {
            return new ProfileFile(path, Parse(File.ReadAllLines(path)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NcpException(NcpErrorKind.InvalidCredential, $"The profile file {path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The pair of a profile; null when the file does not have the profile.</summary>
    /// <exception cref="NcpException">The profile lacks half of the pair.</exception>
    public CredentialProvider? Credentials(string name)
    {
        if (!_profiles.TryGetValue(name, out var fields))
        {
            return null;
        }

        return new StaticCredentials(
            $"profile {name}",
            new NcpCredential(Field(AccessKeyField), SecretBuffer.From(Field(SecretKeyField))));

        string Field(string field) => fields.TryGetValue(field, out var value) && value.Length > 0
            ? value
            : throw new NcpException(NcpErrorKind.InvalidCredential, $"Profile {name} of {Path} has no {field}.");
    }

    private static Dictionary<string, Dictionary<string, string>> Parse(IEnumerable<string> lines)
    {
        var profiles = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        var section = DefaultName;
        foreach (var line in lines.Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] is not ('#' or ';')))
        {
            if (line[0] == '[' && line[line.Length - 1] == ']')
            {
                section = line.Substring(1, line.Length - 2).Trim();
                Section(section);
            }
            else if (line.IndexOf('=') is > 0 and var equals)
            {
                Section(section)[line.Substring(0, equals).TrimEnd()] = line.Substring(equals + 1).TrimStart();
            }
        }

        return profiles;

        Dictionary<string, string> Section(string name)
        {
            if (!profiles.TryGetValue(name, out var fields))
            {
                profiles[name] = fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            }

            return fields;
        }
    }

#if NET
    private static bool OthersCanRead(string path) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) != 0;
#else
    // Windows PowerShell: access lists decide there.
    private static bool OthersCanRead(string path) => false;
#endif
}
