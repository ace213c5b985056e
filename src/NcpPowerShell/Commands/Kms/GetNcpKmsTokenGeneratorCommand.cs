using System.Management.Automation;
using NcpPowerShell.Completion;
using NcpPowerShell.Kms;
using NcpPowerShell.Pipeline;

namespace NcpPowerShell.Commands.Kms;

/// <summary>Gets the token generators of keys.</summary>
[Cmdlet(VerbsCommon.Get, "NcpKmsTokenGenerator", DefaultParameterSetName = TagSet, HelpUri = HelpLinks.Base + "Get-NcpKmsTokenGenerator.md")]
[OutputType(typeof(KmsTokenGenerator))]
public sealed class GetNcpKmsTokenGeneratorCommand : KmsKeyCmdlet
{
    /// <summary>The keys whose token generator to get.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = TagSet)]
    [AllowEmptyString]
    [Identifier(nameof(KeyTag))]
    [ArgumentCompleter(typeof(KeyTagCompleter))]
    public string[] KeyTag { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var baseUrl = BaseUrl;
        foreach (var keyTag in KeyTag)
        {
            Ask(keyTag, cancellationToken => Kms.GetTokenGeneratorAsync(keyTag, baseUrl, cancellationToken));
        }
    }
}
