using System.Management.Automation;
using NcpPowerShell.Kms;
using NcpPowerShell.Pipeline;

namespace NcpPowerShell.Commands.Kms;

/// <summary>A cmdlet that asks KMS something about each of the keys it is given.</summary>
public abstract class KmsKeyCmdlet : NcpReadCmdlet
{
    private protected const string TagSet = "KeyTag";

    private protected KmsKeyCmdlet()
    {
    }

    /// <summary>The KMS that holds the key; taken from a key that is piped in, and used only when it is one of the site's.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true, ParameterSetName = TagSet)]
    public string? BaseUrl { get; set; }

    private protected KmsClient Kms { get; private set; } = null!;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Kms = new KmsClient(Session, Observer);
    }
}
