using NcpPowerShell.HelpBuilder;
using NcpPowerShell.Tests.Repository;

namespace NcpPowerShell.Tests.HelpBuilder;

/// <summary>What makes the build refuse the help. Each test spoils one page of a copy of docs/.</summary>
public sealed class HelpProblemTests : IDisposable
{
    private readonly string _docs = Directory.CreateTempSubdirectory("ncp-docs-").FullName;

    public HelpProblemTests()
    {
        var docs = Path.Combine(RepositoryRoot.Path, "docs");
        foreach (var page in Directory.GetFiles(docs, "*.md", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_docs, Path.GetRelativePath(docs, page));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(page, copy);
        }
    }

    public void Dispose() => Directory.Delete(_docs, recursive: true);

    [Fact]
    public void There_are_none_in_the_pages_as_they_are() => Assert.Empty(Problems());

    [Theory]
    [InlineData("ko-KR/Get-NcpKmsKey.md", "### -Detailed", "### -Detail", "no text for the parameter -Detailed", "Get-NcpKmsKey has no parameter -Detail")]
    [InlineData("en-US/about_NcpParameters.md", "## -Session", "## -Sessions", "no text for the parameter -Session", "no cmdlet has a parameter -Sessions")]
    [InlineData("en-US/Get-NcpSession.md", "### NcpPowerShell.NcpSession", "### NcpSession", "no text for the output type NcpPowerShell.NcpSession", "Get-NcpSession has no output type NcpSession")]
    [InlineData("ko-KR/Get-NcpKmsKey.md", "- `Memo`: ", "- ", "no text for Memo of KmsKey")]
    [InlineData("en-US/about_NcpErrors.md", "### NcpTimeout", "### NcpTimedOut", "no text for the error id NcpTimeout", "the module has no error id NcpTimedOut")]
    [InlineData("en-US/Disconnect-Ncp.md", "### End a session that", "#### End a session that", "1 of at least 2 examples", "the headings differ")]
    [InlineData("ko-KR/Test-NcpSession.md", "IsUsable            : True", "IsUsable            : False", "the code or its output differs")]
    [InlineData("ko-KR/Get-NcpSession.md", "```text", "```", "an example is a block of powershell, then a block of text")]
    [InlineData("en-US/Get-NcpSession.md", "## Inputs", "## Input", "'Input' is none of the headings", "the heading 'Inputs' is missing")]
    public void Are_found(string page, string right, string wrong, params string[] expected)
    {
        var path = Path.Combine(_docs, page);
        File.WriteAllText(path, File.ReadAllText(path).Replace(right, wrong, StringComparison.Ordinal));
        var problems = Problems();
        Assert.All(expected, message => Assert.Contains(problems, problem => problem.Contains(message, StringComparison.Ordinal)));
        Assert.All(problems, problem => Assert.Matches(@"\.md\(\d+\): error NCPHELP: ", problem));
    }

    [Theory]
    [InlineData("ko-KR/Get-NcpKmsKey.md", "Get-NcpKmsKey has no page")]
    [InlineData("ko-KR/about_NcpSessions.md", "there is no ko-KR text of about_NcpSessions")]
    [InlineData("en-US/about_NcpErrors.md", "there is no page of the error ids")]
    public void Are_found_when_a_page_is_missing(string page, string expected)
    {
        File.Delete(Path.Combine(_docs, page));
        Assert.Contains(Problems(), problem => problem.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Tell_the_line()
    {
        var path = Path.Combine(_docs, "en-US", "Get-NcpSession.md");
        File.WriteAllText(path, "# Get-NcpSession\n\nShows.\n\n## Parameters\n\n### -Gone\n\nText.\n");
        Assert.Contains(Problems(), problem => problem.EndsWith("Get-NcpSession.md(7): error NCPHELP: Get-NcpSession has no parameter -Gone", StringComparison.Ordinal));
    }

    private string[] Problems() => [.. Help.Load(_docs).Problems().Select(problem => $"{problem}")];
}
