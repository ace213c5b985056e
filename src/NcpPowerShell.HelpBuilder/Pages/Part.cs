namespace NcpPowerShell.HelpBuilder.Pages;

/// <summary>The second-level headings of a cmdlet's page, in their order.</summary>
internal enum Part
{
    Description,
    Examples,
    Parameters,
    Inputs,
    Outputs,
    Notes,
    RelatedLinks,
}
