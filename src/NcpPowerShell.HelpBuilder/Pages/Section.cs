using Markdig.Syntax;

namespace NcpPowerShell.HelpBuilder.Pages;

/// <summary>A heading, the text under it and the deeper headings under that.</summary>
internal sealed record Section(string Title, int Level, int Line)
{
    public List<Block> Body { get; } = [];

    public List<Section> Children { get; } = [];

    public IEnumerable<Section> WithDescendants() => Children.SelectMany(child => child.WithDescendants()).Prepend(this);
}
