using System.Text.RegularExpressions;

namespace NcpPowerShell.Tests.Repository;

public partial class MarkdownLinkTests
{
    public static TheoryData<string> Files => [.. Directory
        .EnumerateFiles(RepositoryRoot.Path, "*.md", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(RepositoryRoot.Path, file).Replace('\\', '/'))
        .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or "out" or ".git"))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_relative_link_leads_somewhere(string file)
    {
        var folder = Path.GetDirectoryName(Path.Combine(RepositoryRoot.Path, file))!;
        var text = CodeBlock().Replace(File.ReadAllText(Path.Combine(RepositoryRoot.Path, file)), "");
        var broken = Link().Matches(text)
            .Select(match => match.Groups[1].Value)
            .Where(link => !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith("mailto:", StringComparison.Ordinal))
            .Where(link => !LeadsSomewhere(folder, text, link));

        Assert.Empty(broken);
    }

    private static bool LeadsSomewhere(string folder, string text, string link)
    {
        var parts = link.Split('#', 2);
        var target = parts[0].Length == 0 ? null : Path.GetFullPath(Path.Combine(folder, parts[0]));
        return target is null ? HasHeading(text, parts[1])
            : Directory.Exists(target) || (File.Exists(target) && (parts.Length == 1 || HasHeading(File.ReadAllText(target), parts[1])));
    }

    private static bool HasHeading(string text, string anchor) => Heading().Matches(text)
        .Select(match => NotInAnchor().Replace(match.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'))
        .Contains(anchor);

    [GeneratedRegex(@"\[[^\]]*\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("(?ms)^```.*?^```|`[^`\n]*`")]
    private static partial Regex CodeBlock();

    [GeneratedRegex("(?m)^#+ (.+)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();
}
