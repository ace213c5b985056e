using System.CommandLine;
using System.CommandLine.Parsing;
using NcpPowerShell.Emulator.Seeding;

namespace NcpPowerShell.Emulator;

internal static class CommandLine
{
    private const int Failed = 1;
    private const int BadUsage = 2;

    private static readonly Option<Uri> Urls = new("--urls")
    {
        Description = "Where to listen; loopback only, port 0 picks a free one.",
        DefaultValueFactory = _ => EmulatorOptions.DefaultUrl,
        CustomParser = ParseUrl,
    };

    private static readonly Option<Seed> SeedFile = new("--seed")
    {
        Description = "A JSON file with the data to serve, shaped like the built-in default-seed.json.",
        HelpName = "file.json",
        CustomParser = ParseSeed,
    };

    private static readonly Option<int> Keys = new("--keys")
    {
        Description = "How many generated KMS keys to add: tag000001, tag000002, ...",
        Validators = { RefuseNegative },
    };

    private static readonly Option<string?> AccessKey = new("--access-key") { Description = "Random when absent." };
    private static readonly Option<string?> SecretKey = new("--secret-key") { Description = "Random when absent." };
    private static readonly Option<string?> NsmlApiKey = new("--nsml-api-key") { Description = "Random when absent." };
    private static readonly Option<bool> ShowDemo = new("--demo") { Description = "Run a short demonstration against the emulator and end." };

    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("A loopback stand-in for KMS, NSML and API Gateway management of NAVER Cloud Platform.")
        {
            Urls, SeedFile, Keys, AccessKey, SecretKey, NsmlApiKey, ShowDemo,
        };
        using var signals = new StopSignals();
        root.SetAction((parsed, _) => ServeAsync(parsed, signals.Token));

        var parsed = root.Parse(args);
        if (parsed.Errors.Count == 0)
        {
            // The library would listen for signals too, but only after the address is out.
            return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
        }
        foreach (var error in parsed.Errors)
        {
            await Console.Error.WriteLineAsync(error.Message);
        }
        return BadUsage;
    }

    private static async Task<int> ServeAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = new EmulatorOptions
        {
            Url = parsed.GetRequiredValue(Urls),
            Seed = parsed.GetValue(SeedFile) ?? Seed.Default,
            GeneratedKeys = parsed.GetValue(Keys),
            AccessKey = parsed.GetValue(AccessKey),
            SecretKey = parsed.GetValue(SecretKey),
            NsmlApiKey = parsed.GetValue(NsmlApiKey),
            Logging = LogToStandardError,
        };
        try
        {
            await using var host = await EmulatorHost.StartAsync(options, cancellationToken);
            await (parsed.GetValue(ShowDemo)
                ? Demo.RunAsync(host, Console.Out, cancellationToken)
                : ServeUntilStoppedAsync(host, cancellationToken));
            return 0;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
        catch (IOException problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return Failed;
        }
    }

    private static async Task ServeUntilStoppedAsync(EmulatorHost host, CancellationToken cancellationToken)
    {
        await Console.Out.WriteLineAsync($"""
            Address:      {host.Address.GetLeftPart(UriPartial.Authority)}
            Access key:   {host.AccessKey}
            Secret key:   {host.SecretKey}
            NSML API key: {host.NsmlApiKey}
            Ready. Ctrl+C stops.
            """);
        await Console.Out.FlushAsync(cancellationToken);
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static void LogToStandardError(ILoggingBuilder logging) => logging
        .SetMinimumLevel(LogLevel.Warning)
        .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
        // An answer cut short on purpose is an application error to Kestrel; a failed start is reported here.
        .AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Critical)
        .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);

    private static Uri? ParseUrl(ArgumentResult argument)
    {
        try
        {
            var url = new Uri(argument.Tokens[0].Value);
            _ = LoopbackEndpoint.Of(url);
            return url;
        }
        catch (Exception problem) when (problem is UriFormatException or ArgumentException)
        {
            argument.AddError($"--urls {argument.Tokens[0].Value}: {problem.Message}");
            return null;
        }
    }

    private static Seed? ParseSeed(ArgumentResult argument)
    {
        try
        {
            return Seed.Load(argument.Tokens[0].Value);
        }
        catch (SeedException problem)
        {
            argument.AddError(problem.Message);
            return null;
        }
    }

    private static void RefuseNegative(OptionResult option)
    {
        if (option.GetValueOrDefault<int>() < 0)
        {
            option.AddError("--keys takes a number from 0 up.");
        }
    }
}
