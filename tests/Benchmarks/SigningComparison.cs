using System.Text.Json;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace NcpPowerShell.Benchmarks;

/// <summary>Runs <see cref="SigningBenchmarks"/> and writes one line of JSON.</summary>
internal static class SigningComparison
{
    public static void Run(TextWriter output, TextWriter log)
    {
        var summary = BenchmarkRunner.Run<SigningBenchmarks>(Config(log));
        var bare = Report(summary, nameof(SigningBenchmarks.Bare));
        var sign = Report(summary, nameof(SigningBenchmarks.Sign));
        output.WriteLine(JsonSerializer.Serialize(new
        {
            Ratio = sign.ResultStatistics!.Median / bare.ResultStatistics!.Median,
            Nanoseconds = sign.ResultStatistics.Median,
            AllocatedBytes = sign.GcStats.GetBytesAllocatedPerOperation(sign.BenchmarkCase),
        }));
    }

    // In this process: a project generated for the run would have to restore packages. Short iterations, because the
    // machine is shared with whatever else runs on it.
    private static ManualConfig Config(TextWriter log) => ManualConfig.CreateEmpty()
        .AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithStrategy(RunStrategy.Throughput)
            .WithIterationTime(TimeInterval.FromMilliseconds(100))
            .WithWarmupCount(5)
            .WithIterationCount(25))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddExporter(MarkdownExporter.GitHub)
        .AddLogger(new TextLogger(log))
        .WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "BenchmarkDotNet.Artifacts"));

    private static BenchmarkReport Report(Summary summary, string method) =>
        summary.Reports.Single(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == method);
}
