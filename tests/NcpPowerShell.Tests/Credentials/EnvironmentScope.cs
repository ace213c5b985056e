namespace NcpPowerShell.Tests.Credentials;

/// <summary>An environment without NCP's variables and an empty home, until it is disposed.</summary>
public sealed class EnvironmentScope : IDisposable
{
    private readonly Dictionary<string, string?> _before = [];

    public EnvironmentScope()
    {
        Home = Directory.CreateTempSubdirectory("ncp-home").FullName;
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => name.StartsWith("NCLOUD_", StringComparison.Ordinal)))
        {
            this[name] = null;
        }

        this["HOME"] = Home;
        this["USERPROFILE"] = Home;

        // Nobody listens there: a test that wants a role says where it is.
        this["NCLOUD_METADATA_API_ENDPOINT"] = "http://127.0.0.1:1";
    }

    public string Home { get; }

    public string? this[string name]
    {
        set
        {
            _before.TryAdd(name, Environment.GetEnvironmentVariable(name));
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    public string WriteProfiles(string text)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(Home, ".ncloud")).FullName, "configure");
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose()
    {
        foreach (var (name, value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        Directory.Delete(Home, recursive: true);
    }
}
