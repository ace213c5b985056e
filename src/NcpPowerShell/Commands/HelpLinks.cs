namespace NcpPowerShell.Commands;

/// <summary>Where <c>Get-Help -Online</c> leads: the very pages that the help is made from.</summary>
internal static class HelpLinks
{
    /// <summary>The folder of the pages; a page is named after its cmdlet.</summary>
    public const string Base = "https://github.com/ncp-powershell/NcpPowerShell/blob/main/docs/en-US/";
}
