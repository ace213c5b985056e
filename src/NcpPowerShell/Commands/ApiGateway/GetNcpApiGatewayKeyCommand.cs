using System.Management.Automation;
using NcpPowerShell.ApiGateway;
using NcpPowerShell.Completion;
using NcpPowerShell.Pipeline;

namespace NcpPowerShell.Commands.ApiGateway;

/// <summary>Gets API keys of API Gateway: those named by id with both their values, or all of them without.</summary>
[Cmdlet(VerbsCommon.Get, "NcpApiGatewayKey", DefaultParameterSetName = ListSet, HelpUri = HelpLinks.Base + "Get-NcpApiGatewayKey.md")]
[OutputType(typeof(ApiGatewayKey))]
public sealed class GetNcpApiGatewayKeyCommand : NcpReadCmdlet
{
    private const string ListSet = "List";
    private const string IdSet = "ApiKeyId";

    private ApiGatewayClient _apiGateway = null!;

    /// <summary>The keys to get.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [AllowEmptyString]
    [Identifier(nameof(ApiKeyId))]
    [ArgumentCompleter(typeof(ApiKeyIdCompleter))]
    public string[] ApiKeyId { get; set; } = [];

    /// <summary>Lists keys of this name; wildcards are welcome.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ApiKeyNameCompleter))]
    public string? Name { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _apiGateway = new ApiGatewayClient(Session, Observer);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ListSet)
        {
            List();
            return;
        }

        foreach (var apiKeyId in ApiKeyId)
        {
            Ask(apiKeyId, cancellationToken => _apiGateway.GetKeyAsync(apiKeyId, cancellationToken));
        }
    }

    private void List()
    {
        ForEachItem((position, cancellationToken) => _apiGateway.GetKeyPageAsync(position ?? 0, cancellationToken), new NameFilter(Name), key => key.ApiKeyName, key =>
        {
            SessionMemory.Of(Session).Remember(key);
            Emit(key);
        });
    }
}
