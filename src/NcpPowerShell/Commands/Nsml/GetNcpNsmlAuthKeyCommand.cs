using System.Management.Automation;
using NcpPowerShell.Completion;
using NcpPowerShell.Errors;
using NcpPowerShell.Nsml;
using NcpPowerShell.Pipeline;

namespace NcpPowerShell.Commands.Nsml;

/// <summary>Gets the authentication keys of CLOVA NSML.</summary>
[Cmdlet(VerbsCommon.Get, "NcpNsmlAuthKey", HelpUri = HelpLinks.Base + "Get-NcpNsmlAuthKey.md")]
[OutputType(typeof(NsmlAuthKey))]
public sealed class GetNcpNsmlAuthKeyCommand : NcpServiceCmdlet
{
    /// <summary>Only keys of this title; wildcards are welcome.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NoCompleter))]
    public string? Title { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var title = new NameFilter(Title);
        try
        {
            foreach (var key in Await(Start(new NsmlClient(Session, Observer).GetAuthKeysAsync)))
            {
                if (title.IsMatch(key.Title))
                {
                    Emit(key);
                }
            }

            EmitMissing(title);
        }
        catch (NcpException e)
        {
            EmitError(e, Title);
        }
    }
}
