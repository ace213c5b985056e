using System.Management.Automation;
using NcpPowerShell.Completion;
using NcpPowerShell.Kms;
using NcpPowerShell.Pipeline;

namespace NcpPowerShell.Commands.Kms;

/// <summary>Gets keys of Key Management Service: those named by tag in full, or all of them as the listing shows them.</summary>
[Cmdlet(VerbsCommon.Get, "NcpKmsKey", DefaultParameterSetName = ListSet, HelpUri = HelpLinks.Base + "Get-NcpKmsKey.md")]
[OutputType(typeof(KmsKey))]
public sealed class GetNcpKmsKeyCommand : KmsKeyCmdlet
{
    private const string ListSet = "List";

    /// <summary>The keys to get.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = TagSet)]
    [AllowEmptyString]
    [Identifier(nameof(KeyTag))]
    [ArgumentCompleter(typeof(KeyTagCompleter))]
    public string[] KeyTag { get; set; } = [];

    /// <summary>Lists keys of this name; wildcards are welcome.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(KeyNameCompleter))]
    public string? KeyName { get; set; }

    /// <summary>Lists keys in these states: ENABLE, DISABLE, REVOKE.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(KeyStatusCompleter))]
    public string[]? Status { get; set; }

    /// <summary>Asks for the full information of each listed key.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter Detailed { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == TagSet)
        {
            foreach (var keyTag in KeyTag)
            {
                AskFor(keyTag, BaseUrl);
            }
        }
        else
        {
            List();
        }
    }

    private void List()
    {
        WarnOfUnknownStates();
        ForEachItem((position, cancellationToken) => Kms.GetKeyPageAsync(position ?? 1, cancellationToken: cancellationToken), new NameFilter(KeyName), key => key.KeyName, key =>
        {
            if (Status?.Contains(key.Status, StringComparer.OrdinalIgnoreCase) != false)
            {
                Show(key);
            }
        });
    }

    // Not an error: NCP may have a state one day that nobody has documented yet.
    private void WarnOfUnknownStates()
    {
        var documented = KeyStatusCompleter.States.Select(state => state.Name).ToArray();
        var unknown = (Status ?? []).Except(documented, StringComparer.OrdinalIgnoreCase).ToArray();
        if (unknown.Length > 0)
        {
            WriteWarning($"NCP does not document the status {string.Join(", ", unknown)}, only {string.Join(", ", documented)}.");
        }
    }

    private void Show(KmsKey key)
    {
        if (Detailed)
        {
            AskFor(key.KeyTag, key.BaseUrl);
        }
        else
        {
            SessionMemory.Of(Session).Remember(key);
            Emit(key);
        }
    }

    private void AskFor(string keyTag, string? baseUrl) =>
        Ask(keyTag, async cancellationToken =>
        {
            var key = await Kms.GetKeyAsync(keyTag, baseUrl, cancellationToken).ConfigureAwait(false);
            SessionMemory.Of(Session).Remember(key);
            return key;
        });
}
