using Markdig.Syntax;

namespace NcpPowerShell.HelpBuilder.Pages;

/// <summary>An example of a cmdlet's page: PowerShell code, what it showed when it was run, remarks.</summary>
internal sealed record Example(Section Section)
{
    public FencedCodeBlock? Code => Fence("powershell");

    public FencedCodeBlock? Output => Fence("text");

    public IEnumerable<Block> Remarks => Section.Body.Where(block => block is not FencedCodeBlock);

    public IEnumerable<FencedCodeBlock> Fences => Section.Body.OfType<FencedCodeBlock>();

    public static string TextOf(FencedCodeBlock? fence) => fence?.Lines.ToString() ?? "";

    private FencedCodeBlock? Fence(string language) => Fences.FirstOrDefault(fence => fence.Info == language);
}
