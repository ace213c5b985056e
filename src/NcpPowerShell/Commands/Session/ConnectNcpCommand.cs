using System.Management.Automation;
using System.Security;
using NcpPowerShell.Completion;
using NcpPowerShell.Credentials;
using NcpPowerShell.Endpoints;
using NcpPowerShell.Errors;
using NcpPowerShell.Pipeline;
using NcpPowerShell.Sessions;

namespace NcpPowerShell.Commands.Session;

/// <summary>Makes a session and, unless told otherwise, the default of this runspace. Makes no request to NCP's services.</summary>
[Cmdlet(VerbsCommunications.Connect, "Ncp", DefaultParameterSetName = ChainSet, HelpUri = HelpLinks.Base + "Connect-Ncp.md")]
[OutputType(typeof(NcpSession))]
public sealed class ConnectNcpCommand : NcpCmdlet
{
    private const string ChainSet = "Configured";
    private const string CredentialSet = "Credential";
    private const string ProfileSet = "Profile";
    private const string ServerRoleSet = "ServerRole";

    /// <summary>Access key as user name, secret key as password. A bare access key prompts for the secret key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CredentialSet)]
    [Credential]
    public PSCredential Credential { get; set; } = null!;

    /// <summary>A profile of the file that <c>ncloud configure</c> writes; DEFAULT when only the file is given.</summary>
    [Parameter(ParameterSetName = ProfileSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public string? ProfileName { get; set; }

    /// <summary>Another profile file than ~/.ncloud/configure.</summary>
    [Parameter(ParameterSetName = ProfileSet)]
    [ValidateNotNullOrEmpty]
    public string? ProfilePath { get; set; }

    /// <summary>The credentials of this server's role.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ServerRoleSet)]
    public SwitchParameter ServerRole { get; set; }

    /// <summary>The site the account belongs to; by default that of NCLOUD_SITE, then that of the profile's address, otherwise Public.</summary>
    [Parameter]
    public NcpSite Site { get; set; }

    /// <summary>Global keys, or the keys isolated in one country.</summary>
    [Parameter]
    public KmsBoundary KmsBoundary { get; set; }

    /// <summary>One base address for all three services, such as an emulator; by default that of NCLOUD_ENDPOINT, otherwise NCP's own.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? Endpoint { get; set; }

    /// <summary>The API Gateway key that CLOVA NSML wants; by default that of NCLOUD_NSML_API_KEY.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? NsmlApiKey { get; set; }

    /// <summary>How often a failed read is repeated, 0 to 20.</summary>
    [Parameter]
    [ValidateRange(0, 20)]
    public int MaximumRetryCount { get; set; } = 4;

    /// <summary>Seconds one attempt may take, 1 to 3600.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; } = 30;

    /// <summary>A proxy; by default as the platform's settings say.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? Proxy { get; set; }

    /// <summary>User name and password for -Proxy.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Leaves the default session of this runspace as it is.</summary>
    [Parameter]
    public SwitchParameter NotDefault { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            var site = IsBound(nameof(Site)) ? Site : NcpEnvironment.SiteOrNull();
            var options = Options(site);
            // Before any source of credentials is asked.
            _ = NcpEndpoints.Of(options);
            var credentials = Credentials();
            options.Site = site ?? credentials.Site ?? options.Site;
            var session = new NcpSession(credentials, options);
            if (!NotDefault)
            {
                RunspaceSessions.Current.Default = session;
            }

            WriteVerbose($"Connected as {session.AccessKey} from {session.CredentialSource} to the {session.Site} site: {session.Endpoints}");
            WriteObject(session);
        }
        catch (NcpException e)
        {
            ThrowTerminatingError(e.ToErrorRecord(MyInvocation.MyCommand.Name));
        }
    }

    private NcpSessionOptions Options(NcpSite? site)
    {
        var options = NcpEnvironment.Options(site, Endpoint);
        options.KmsBoundary = KmsBoundary;
        options.NsmlApiKey = NsmlApiKey ?? options.NsmlApiKey;
        options.MaximumRetryCount = MaximumRetryCount;
        options.Timeout = TimeSpan.FromSeconds(TimeoutSec);
        options.Proxy = ProxyOption.From(Proxy, ProxyCredential);
        return options;
    }

    private CredentialProvider Credentials()
    {
        var chain = new CredentialChain(WarnOnce);
        return ParameterSetName switch
        {
            CredentialSet => NcpSession.Explicit(Credential.UserName, Credential.Password),
            ProfileSet => Profile(chain),
            ServerRoleSet when ServerRole => Await(Start(CredentialChain.ServerRoleAsync)),
            _ => Await(Start(chain.FindAsync)),
        };
    }

    private CredentialProvider Profile(CredentialChain chain)
    {
        var path = ProfilePath is null ? null : GetUnresolvedProviderPathFromPSPath(ProfilePath);
        return Await(Start(cancellationToken => Task.Run(() => chain.Profile(ProfileName, path), cancellationToken)));
    }

    private void WarnOnce(string warning) => Mailbox.Post(() =>
    {
        if (RunspaceSessions.Current.IsNews(warning))
        {
            WriteWarning(warning);
        }
    });

    private bool IsBound(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
}
