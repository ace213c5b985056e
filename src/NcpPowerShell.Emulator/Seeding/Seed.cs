using System.Text.Json;
using NcpPowerShell.Emulator.ApiGateway;
using NcpPowerShell.Emulator.Gateway;
using NcpPowerShell.Emulator.Kms;
using NcpPowerShell.Emulator.Nsml;

namespace NcpPowerShell.Emulator.Seeding;

/// <summary>The data an emulator starts with; <c>default-seed.json</c> shows every field.</summary>
public sealed record Seed
{
    private const string DefaultName = "default-seed.json";
    private static readonly Lazy<Seed> LazyDefault = new(LoadDefault);
    private static readonly JsonDocumentOptions Leniently = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static Seed Default => LazyDefault.Value;

    public EmulatorSettings Settings { get; init; } = new();

    /// <summary>Signers beside the pair the emulator was started with.</summary>
    public IReadOnlyList<Credential> Credentials { get; init; } = [];

    public IReadOnlyList<KmsKey> KmsKeys { get; init; } = [];

    public IReadOnlyList<NsmlAuthKey> NsmlAuthKeys { get; init; } = [];

    public IReadOnlyList<ApiKey> ApiKeys { get; init; } = [];

    public static Seed Load(string file)
    {
        try
        {
            return Parse(File.ReadAllText(file), file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new SeedException(file, problem.Message, problem);
        }
    }

    private static Seed LoadDefault()
    {
        using var stream = typeof(Seed).Assembly.GetManifestResourceStream(DefaultName)!;
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd(), DefaultName);
    }

    private static Seed Parse(string json, string file)
    {
        try
        {
            var seed = JsonSerializer.Deserialize<Seed>(json, Json.Options)
                ?? throw new SeedException(file, "$: an object is expected, not null.");
            using var document = JsonDocument.Parse(json, Leniently);
            if (NullElement.Find(document.RootElement) is { } path)
            {
                throw new SeedException(file, $"{path}: a list has no room for null.");
            }
            seed.Check(file);
            return seed;
        }
        catch (JsonException problem)
        {
            // The serializer repeats the place at the end of its message.
            var message = problem.Message.Split(" Path: ")[0];
            throw new SeedException(file, $"{problem.Path ?? "$"}: {message}", problem);
        }
    }

    private void Check(string file)
    {
        try
        {
            Settings.Check();
        }
        catch (ArgumentException problem)
        {
            throw new SeedException(file, $"$.settings: {problem.Message}", problem);
        }
        RefuseTwins(file, "$.credentials[{0}].accessKey", Credentials.Select(credential => credential.AccessKey));
        RefuseTwins(file, "$.kmsKeys[{0}].info.keyTag", KmsKeys.Select(key => key.Info.KeyTag));
        RefuseTwins(file, "$.apiKeys[{0}].apiKeyId", ApiKeys.Select(key => key.ApiKeyId));
    }

    private static void RefuseTwins(string file, string path, IEnumerable<string> ids)
    {
        var seen = new HashSet<string>();
        foreach (var (index, id) in ids.Index())
        {
            if (!seen.Add(id))
            {
                throw new SeedException(file, $"{path.Replace("{0}", $"{index}", StringComparison.Ordinal)}: '{id}' is there twice.");
            }
        }
    }
}
