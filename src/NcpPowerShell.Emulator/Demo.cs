using System.Security;
using NcpPowerShell.ApiGateway;
using NcpPowerShell.Kms;
using NcpPowerShell.Nsml;

namespace NcpPowerShell.Emulator;

/// <summary>What <c>--demo</c> does with a running emulator: the module's main job, in C#.</summary>
internal static class Demo
{
    public static async Task RunAsync(EmulatorHost host, TextWriter output, CancellationToken cancellationToken)
    {
        using var secretKey = Secret(host.SecretKey);
        using var nsmlApiKey = Secret(host.NsmlApiKey);
        using var session = NcpSession.Connect(host.AccessKey, secretKey, new NcpSessionOptions { Endpoint = host.Address, NsmlApiKey = nsmlApiKey });
        await output.WriteLineAsync($"Connected as {session} to {session.Endpoints}");

        var kms = new KmsClient(session);
        var keys = await kms.GetKeyPageAsync(cancellationToken: cancellationToken);
        await ShowAsync("Keys", keys.Items.Select(key => $"{key.KeyName,-14} {key.Status,-8} {key.KeyType,-8} {key.KeyTag}"));

        var tag = keys.Items[0].KeyTag;
        var key = await kms.GetKeyAsync(tag, cancellationToken: cancellationToken);
        await ShowAsync("One key in full", [$"{key.KeyName}: version {key.CurrentVersion}, rotates every {key.RotationPeriod} days, next on {key.NextRotationDate:yyyy-MM-dd}"]);

        var versions = await kms.GetKeyVersionsAsync(tag, cancellationToken: cancellationToken);
        await ShowAsync("Its versions", versions.Select(version => $"{version.Version}: {version.Status}, made on {version.RotatedDate:yyyy-MM-dd}{(version.IsCurrent ? ", current" : "")}"));

        var generator = await kms.GetTokenGeneratorAsync(tag, cancellationToken: cancellationToken);
        await ShowAsync("Its token generator", [$"{generator.Status}, {generator.IssuedTokenCount} token issued"]);

        var authKeys = await new NsmlClient(session).GetAuthKeysAsync(cancellationToken);
        await ShowAsync("CLOVA NSML authentication keys", authKeys.Select(authKey => $"{authKey.Title,-14} {authKey.CreateTime:yyyy-MM-dd HH:mm:ss}  {authKey.Fingerprint}"));

        var apiGateway = new ApiGatewayClient(session);
        var apiKeys = await apiGateway.GetKeyPageAsync(cancellationToken: cancellationToken);
        await ShowAsync("API Gateway keys", apiKeys.Items.Select(apiKey => $"{apiKey.ApiKeyId}  {apiKey.ApiKeyName,-14} {(apiKey.IsEnabled == true ? "enabled" : "disabled")}"));

        var reset = await apiGateway.ResetKeyAsync(apiKeys.Items[0].ApiKeyId, ApiGatewayKeyType.Secondary, cancellationToken);
        await ShowAsync("Its secondary key regenerated", [$"{reset.ApiKeyName}, changed at {reset.ModTime:u}; the new value is a {reset.SecondaryKey!.GetType().Name}"]);

        async Task ShowAsync(string title, IEnumerable<string> lines)
        {
            var request = host.State.Requests.Snapshot()[^1];
            await output.WriteLineAsync($"\n{title}\n  {request.Method} {request.Target} -> {request.Status}, signature {request.Signature.ToString().ToLowerInvariant()}");
            foreach (var line in lines)
            {
                await output.WriteLineAsync($"  {line}");
            }
        }
    }

    private static SecureString Secret(string text)
    {
        var secret = new SecureString();
        Array.ForEach(text.ToCharArray(), secret.AppendChar);
        return secret;
    }
}
