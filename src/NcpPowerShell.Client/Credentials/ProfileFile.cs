using NcpPowerShell.Endpoints;
using NcpPowerShell.Errors;

namespace NcpPowerShell.Credentials;

/// <summary>The file that <c>ncloud configure</c> writes: INI, a section a profile, or no sections at all.</summary>
internal sealed class ProfileFile
{
    public const string DefaultName = "DEFAULT";

    private const string AccessKeyField = "ncloud_access_key_id";
    private const string SecretKeyField = "ncloud_secret_access_key";
    private const string AddressField = "ncloud_api_url";

    private readonly Dictionary<string, Dictionary<string, string>> _profiles;

    private ProfileFile(string path, Dictionary<string, Dictionary<string, string>> profiles)
    {
        Path = path;
        _profiles = profiles;
    }

    /// <summary><c>~/.ncloud/configure</c>; <c>%USERPROFILE%</c> on Windows.</summary>
    public static string DefaultPath => System.IO.Path.Combine(Home, ".ncloud", "configure");

    public string Path { get; }

    public IEnumerable<string> Names => _profiles.Keys;

    // Unverified: a home that does not exist must not become a path relative to the current folder.
    private static string Home => NcpEnvironment.First("USERPROFILE") is { } home && System.IO.Path.DirectorySeparatorChar == '\\'
        ? home
        : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);

    /// <summary>Whether others than its owner can read it. Always false on Windows, where access lists decide.</summary>
    public bool IsReadableByOthers => OthersCanRead(Path);

    /// <exception cref="NcpException">There is no such file or it cannot be read.</exception>
    public static ProfileFile Load(string path)
    {
        try
        {
            return new ProfileFile(path, Parse(File.ReadAllLines(path)));
        }
        catch (FormatException e)
        {
            throw new NcpException(NcpErrorKind.InvalidCredential, $"The profile file {path} is not complete: {e.Message}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
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
            new NcpCredential(Field(AccessKeyField), SecretBuffer.From(Field(SecretKeyField))),
            fields.TryGetValue(AddressField, out var address) ? NcpEndpoints.SiteOf(address) : null);

        string Field(string field) => fields.TryGetValue(field, out var value) && value.Length > 0
            ? value
            : throw new NcpException(NcpErrorKind.InvalidCredential, $"Profile {name} of {Path} has no {field}.");
    }

    /// <summary>Whether a profile has at least one half of a pair.</summary>
    public bool HasKeys(string name) =>
        _profiles.TryGetValue(name, out var fields) && (fields.ContainsKey(AccessKeyField) || fields.ContainsKey(SecretKeyField));

    private static Dictionary<string, Dictionary<string, string>> Parse(IEnumerable<string> lines)
    {
        var profiles = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        var section = DefaultName;
        foreach (var line in lines.Select(line => line.Trim()).Where(line => line.Length > 0 && !IsComment(line)))
        {
            if (line[0] == '[')
            {
                section = SectionName(line);
                Section(section);
            }
            else if (line.IndexOf('=') is > 0 and var equals)
            {
                Section(section)[line.Substring(0, equals).TrimEnd()] = Unquoted(line.Substring(equals + 1).TrimStart());
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

    // A heading that is passed over would give its keys to the profile above it.
    private static string SectionName(string line)
    {
        var end = line.IndexOf(']');
        var rest = end < 0 ? "" : line.Substring(end + 1).TrimStart();
        return end > 0 && (rest.Length == 0 || IsComment(rest))
            ? line.Substring(1, end - 1).Trim()
            : throw new FormatException("a line begins with [ but is not a heading such as [prod]");
    }

    // Some readers of the file know quotes, so some writers write them; no key has any.
    private static string Unquoted(string value) =>
        value.Length >= 2 && value[0] is '"' or '\'' && value[value.Length - 1] == value[0] ? value.Substring(1, value.Length - 2) : value;

    private static bool IsComment(string line) => line[0] is '#' or ';';

#if NET
    private static bool OthersCanRead(string path) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) != 0;
#else
    // Windows PowerShell: access lists decide there.
    private static bool OthersCanRead(string path) => false;
#endif
}
