using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace NcpPowerShell.HelpBuilder.Output;

/// <summary>A Markdown table as aligned columns with a ruled header.</summary>
internal static class TextTable
{
    public static string Of(Table table)
    {
        var rows = table.OfType<TableRow>().Select(row => row.OfType<TableCell>().Select(Text).ToArray()).ToList();
        var widths = Enumerable.Range(0, rows.Max(row => row.Length)).Select(column => rows.Max(row => column < row.Length ? TextWidth.Of(row[column]) : 0)).ToArray();
        rows.Insert(1, [.. widths.Select(width => new string('-', width))]);
        return string.Join('\n', rows.Select(row => string.Join("  ", row.Select((cell, column) => TextWidth.Pad(cell, widths[column]))).TrimEnd()));
    }

    private static string Text(TableCell cell) => string.Join(" ", cell.OfType<LeafBlock>().Select(PlainText.Of));
}
