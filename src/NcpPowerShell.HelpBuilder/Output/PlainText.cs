using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace NcpPowerShell.HelpBuilder.Output;

/// <summary>Markdown without its marks, for a terminal.</summary>
internal static class PlainText
{
    public static string Of(LeafBlock block) => block.Inline is null ? "" : Of(block.Inline).Trim();

    /// <summary>A block as paragraphs; code and tables keep their lines.</summary>
    public static IEnumerable<Paragraph> Paragraphs(Block block) => block switch
    {
        FencedCodeBlock code => [new Paragraph(code.Lines.ToString(), IsFixed: true)],
        Table table => [new Paragraph(TextTable.Of(table), IsFixed: true)],
        ListBlock list => list.OfType<ListItemBlock>().Select((item, index) => Item(list, item, index)),
        LeafBlock leaf => [new Paragraph(Of(leaf))],
        ContainerBlock container => container.SelectMany(Paragraphs),
        _ => [],
    };

    private static Paragraph Item(ListBlock list, ListItemBlock item, int index) => new(
        string.Join(" ", item.SelectMany(Paragraphs).Select(paragraph => paragraph.Text)),
        list.IsOrdered ? $"{index + 1}. " : "- ");

    private static string Of(ContainerInline inlines)
    {
        var text = new StringBuilder();
        foreach (var inline in inlines)
        {
            text.Append(inline switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                LinkInline link => Of(link),
                AutolinkInline link => link.Url,
                LineBreakInline => " ",
                HtmlEntityInline entity => entity.Transcoded.ToString(),
                ContainerInline container => Of(container),
                _ => "",
            });
        }

        return text.ToString();
    }

    // The address of a page of ours is of no use in a terminal.
    private static string Of(LinkInline link)
    {
        var text = Of((ContainerInline)link);
        return Uri.TryCreate(link.Url, UriKind.Absolute, out _) && text != link.Url ? $"{text} ({link.Url})" : text;
    }
}
