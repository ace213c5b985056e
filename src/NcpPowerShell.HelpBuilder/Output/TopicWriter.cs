using System.Text;
using NcpPowerShell.HelpBuilder.Pages;

namespace NcpPowerShell.HelpBuilder.Output;

/// <summary>Writes an about topic. Get-Help takes the fifth line for its synopsis.</summary>
internal static class TopicWriter
{
    private const int Indent = 4;
    private const int Width = 80;

    public static void Write(Page page, string path)
    {
        var labels = page.Language.TopicLabels;
        var text = new StringBuilder()
            .Append(labels.Topic).Append('\n').Append(' ', Indent).Append(page.Name).Append("\n\n")
            .Append(labels.ShortDescription).Append('\n').Append(' ', Indent).Append(page.Synopsis).Append("\n\n")
            .Append(labels.LongDescription).Append('\n');
        foreach (var paragraph in page.Root.Body.Skip(1).SelectMany(PlainText.Paragraphs))
        {
            Append(text, paragraph);
        }

        foreach (var section in page.Root.Children.SelectMany(child => child.WithDescendants()))
        {
            Append(text, section);
        }

        File.WriteAllText(path, text.ToString());
    }

    private static void Append(StringBuilder text, Section section)
    {
        text.Append('\n').Append(' ', section.Level == 2 ? 0 : Indent / 2).Append(section.Level == 2 ? section.Title.ToUpperInvariant() : section.Title).Append('\n');
        var isFirst = true;
        foreach (var paragraph in section.Body.SelectMany(PlainText.Paragraphs))
        {
            if (!isFirst && paragraph.Bullet.Length == 0)
            {
                text.Append('\n');
            }

            isFirst = false;
            Append(text, paragraph);
        }
    }

    private static void Append(StringBuilder text, Paragraph paragraph)
    {
        foreach (var line in paragraph.Lines(Indent, Width))
        {
            text.Append(line).Append('\n');
        }
    }
}
