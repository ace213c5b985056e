using System.Management.Automation;
using NcpPowerShell.Completion;
using NcpPowerShell.Kms;
using NcpPowerShell.Pipeline;

namespace NcpPowerShell.Commands.Kms;

/// <summary>Gets the versions of keys.</summary>
[Cmdlet(VerbsCommon.Get, "NcpKmsKeyVersion", DefaultParameterSetName = TagSet, HelpUri = HelpLinks.Base + "Get-NcpKmsKeyVersion.md")]
[OutputType(typeof(KmsKeyVersion))]
public sealed class GetNcpKmsKeyVersionCommand : KmsKeyCmdlet
{
    /// <summary>The keys whose versions to get.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = TagSet)]
    [AllowEmptyString]
    [Identifier(nameof(KeyTag))]
    [ArgumentCompleter(typeof(KeyTagCompleter))]
    public string[] KeyTag { get; set; } = [];

    /// <summary>Only these versions.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(KeyVersionCompleter))]
    public int[]? Version { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var baseUrl = BaseUrl;
        foreach (var keyTag in KeyTag)
        {
            AskMany(keyTag, async cancellationToken =>
            {
                var versions = await Kms.GetKeyVersionsAsync(keyTag, baseUrl, cancellationToken).ConfigureAwait(false);
                return versions.Where(version => Version is null || Version.Contains(version.Version));
            });
        }
    }
}
