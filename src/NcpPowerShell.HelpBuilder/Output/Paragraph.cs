namespace NcpPowerShell.HelpBuilder.Output;

/// <summary>Text for a terminal; <paramref name="IsFixed"/> when its lines must stay as they are.</summary>
internal sealed record Paragraph(string Text, string Bullet = "", bool IsFixed = false)
{
    /// <summary>Wrapped and indented lines.</summary>
    public IEnumerable<string> Lines(int indent, int width)
    {
        var margin = new string(' ', indent);
        if (IsFixed)
        {
            return Text.Split('\n').Select(line => $"{margin}{line}".TrimEnd());
        }

        var hanging = margin + new string(' ', Bullet.Length);
        return TextWidth.Wrap(Text, width - hanging.Length).Select((line, index) => (index == 0 ? margin + Bullet : hanging) + line);
    }
}
