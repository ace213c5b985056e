namespace NcpPowerShell.Tests.Credentials;

/// <summary>Tests that change environment variables, which belong to the whole process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ChangesEnvironment
{
    public const string Name = "Environment";
}
