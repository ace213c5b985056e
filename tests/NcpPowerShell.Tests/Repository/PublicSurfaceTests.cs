using System.Reflection;
using NcpPowerShell.Commands.Session;

namespace NcpPowerShell.Tests.Repository;

/// <summary>What others may build on changes on purpose only: tests/PublicSurface/ says what it is.</summary>
public sealed class PublicSurfaceTests
{
    private const string Update = "UPDATE_PUBLIC_SURFACE";

    public static TheoryData<string> Assemblies => [.. new[] { typeof(NcpSession), typeof(ConnectNcpCommand) }.Select(type => type.Assembly.GetName().Name!)];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void The_public_surface_is_the_recorded_one(string assembly)
    {
        var file = Path.Combine(RepositoryRoot.Path, "tests/PublicSurface", $"{assembly}.txt");
        var actual = PublicSurface.Of(Assembly.Load(assembly)).ToList();
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            File.WriteAllText(file, string.Concat(actual.Select(line => $"{line}\n")));
        }

        var recorded = File.ReadAllLines(file);
        Assert.True(recorded.SequenceEqual(actual), $"""
            The public surface of {assembly} differs from tests/PublicSurface/{assembly}.txt:
            {string.Join('\n', Missing(recorded, actual).Select(line => $"- {line}").Concat(Missing(actual, recorded).Select(line => $"+ {line}")))}
            If that is meant, run: {Update}=1 dotnet test --filter {nameof(PublicSurfaceTests)}
            """);
    }

    // Each member with its type, so that one line says all.
    private static IEnumerable<string> Missing(IEnumerable<string> from, IEnumerable<string> inOther) => Qualified(from).Except(Qualified(inOther));

    private static IEnumerable<string> Qualified(IEnumerable<string> lines)
    {
        var type = "";
        foreach (var line in lines)
        {
            if (line.StartsWith(' '))
            {
                yield return $"{type}: {line.Trim()}";
            }
            else
            {
                type = line;
                yield return line;
            }
        }
    }
}
