using Markdig;
using Markdig.Syntax;
using NcpPowerShell.HelpBuilder.Output;

namespace NcpPowerShell.HelpBuilder.Pages;

/// <summary>One Markdown file as a tree of headings.</summary>
internal sealed record Page(string Path, Language Language, Section Root)
{
    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().Build();

    /// <summary>The file's name without its ending: the cmdlet or topic.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public bool IsTopic => Name.StartsWith("about_", StringComparison.Ordinal);

    /// <summary>The first paragraph, which says in one sentence what this is.</summary>
    public string? Synopsis => Root.Body is [ParagraphBlock paragraph, ..] ? PlainText.Of(paragraph) : null;

    public static Page Load(string path, Language language)
    {
        var root = new Section("", 0, 1);
        var open = new Stack<Section>([root]);
        foreach (var block in Markdig.Markdown.Parse(File.ReadAllText(path), Markdown))
        {
            if (block is not HeadingBlock heading)
            {
                open.Peek().Body.Add(block);
                continue;
            }

            var section = new Section(PlainText.Of(heading), heading.Level, LineOf(heading));
            while (open.Peek().Level >= section.Level)
            {
                open.Pop();
            }

            open.Peek().Children.Add(section);
            open.Push(section);
        }

        return new Page(path, language, root.Children.FirstOrDefault() ?? root);
    }

    public Section? Part(Part part) => Root.Children.Find(section => section.Title == Language.Parts[part]);

    public IEnumerable<Section> PartsUnder(Part part) => Part(part)?.Children ?? [];

    public static int LineOf(Block block) => block.Line + 1;
}
