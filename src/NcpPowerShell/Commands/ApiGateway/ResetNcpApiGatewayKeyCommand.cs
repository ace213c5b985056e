using System.Management.Automation;
using NcpPowerShell.ApiGateway;
using NcpPowerShell.Completion;
using NcpPowerShell.Errors;
using NcpPowerShell.Pipeline;

namespace NcpPowerShell.Commands.ApiGateway;

/// <summary>Regenerates the primary or secondary value of API keys. The old value stops working at once.</summary>
[Cmdlet(VerbsCommon.Reset, "NcpApiGatewayKey", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = HelpLinks.Base + "Reset-NcpApiGatewayKey.md")]
[OutputType(typeof(ApiGatewayKey))]
public sealed class ResetNcpApiGatewayKeyCommand : NcpServiceCmdlet
{
    private ApiGatewayClient _apiGateway = null!;

    /// <summary>The keys to regenerate.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [Identifier(nameof(ApiKeyId))]
    [ArgumentCompleter(typeof(ApiKeyIdCompleter))]
    public string[] ApiKeyId { get; set; } = [];

    /// <summary>Which of the two values: Primary or Secondary.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public ApiGatewayKeyType KeyType { get; set; }

    /// <summary>The name of a key that is piped in; only shown in the question.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    public string? ApiKeyName { get; set; }

    /// <summary>Does not ask. -WhatIf still sends nothing.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Emits the key values as plain strings instead of secure strings.</summary>
    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _apiGateway = new ApiGatewayClient(Session, Observer);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var apiKeyId in ApiKeyId)
        {
            if (MayReset(apiKeyId))
            {
                Reset(apiKeyId);
            }
        }
    }

    private void Reset(string apiKeyId)
    {
        try
        {
            var key = Await(Start(cancellationToken => _apiGateway.ResetKeyAsync(apiKeyId, KeyType, cancellationToken)));
            Emit(AsPlainText ? key.Reveal() : key);
        }
        catch (NcpException e)
        {
            EmitError(e, apiKeyId);
        }
    }

    private bool MayReset(string apiKeyId)
    {
        var target = ApiKeyName is null ? $"API key {apiKeyId}" : $"API key {ApiKeyName} ({apiKeyId})";
        var action = $"Regenerate the {KeyType.ToString().ToLowerInvariant()} key; its present value stops working at once";

        // -Force is for the prompt alone: -WhatIf and an explicit -Confirm go on as ever.
        if (!Force || IsOn("WhatIf") || IsOn("Confirm"))
        {
            return ShouldProcess(target, action);
        }

        // What ShouldProcess would say: the key must be known even when nobody waits for the answer.
        WriteVerbose($"{action}: {target}.");
        return true;
    }

    private bool IsOn(string parameter) =>
        MyInvocation.BoundParameters.TryGetValue(parameter, out var value)
            ? LanguagePrimitives.IsTrue(value)
            : parameter == "WhatIf" && LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));
}
