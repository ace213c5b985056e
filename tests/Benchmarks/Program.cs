using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using NcpPowerShell.Benchmarks;
using NcpPowerShell.Json;
using NcpPowerShell.Kms;

switch (args)
{
    case ["sign"]:
        SigningComparison.Run(Console.Out, Console.Error);
        return 0;
    case ["raw"]:
        await AnswerAsync(Console.In, Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("""
            sign   measures the signing of one request; a line of JSON on standard output
            raw    the C# side of Compare.ps1: reads "loop CALLS" or "overlap CALLS WORKERS", answers with milliseconds;
                   address and keys are those of NCLOUD_ENDPOINT, NCLOUD_ACCESS_KEY and NCLOUD_SECRET_KEY
            """);
        return 2;
}

static async Task AnswerAsync(TextReader input, TextWriter output)
{
    using var raw = RawCaller.FromEnvironment();
    while (await input.ReadLineAsync() is { } line)
    {
        var words = line.Split(' ');
        var numbers = Array.ConvertAll(words[1..], word => int.Parse(word, CultureInfo.InvariantCulture));
        var started = Stopwatch.GetTimestamp();
        await (words[0] == "loop" ? raw.LoopAsync(numbers[0]) : raw.OverlapAsync(numbers[0], numbers[1], Parse));
        await output.WriteLineAsync(Stopwatch.GetElapsedTime(started).TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
        await output.FlushAsync();
    }
}

// By the very reader of the module.
static KmsKey Parse(byte[] body)
{
    using var document = JsonDocument.Parse(body);
    return KmsKey.Read(new JsonFields(document.RootElement.GetProperty("data"), "$.data", text => text));
}
