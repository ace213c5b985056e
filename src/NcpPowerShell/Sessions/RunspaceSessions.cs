using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using NcpPowerShell.Errors;

namespace NcpPowerShell.Sessions;

/// <summary>The default session of one runspace. Runspaces share the assembly but never a default.</summary>
internal sealed class RunspaceSessions
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceSessions> Table = new();

    private readonly HashSet<string> _warnings = [];
    private EnvironmentSession? _environment;

    /// <summary>Those of the runspace whose pipeline runs on this thread.</summary>
    public static RunspaceSessions Current => Table.GetOrCreateValue(Runspace.DefaultRunspace);

    /// <summary>What <c>Connect-Ncp</c> left here; null when there is none.</summary>
    public NcpSession? Default { get; set; }

    /// <summary>What the cmdlets here use at present; makes nothing.</summary>
    public NcpSession? InUse => Default ?? _environment?.Session;

    /// <summary>The default session, or one on the environment's credentials; null when there is neither.</summary>
    /// <exception cref="NcpException">The environment has half a pair, or a value that means nothing.</exception>
    public NcpSession? DefaultOrEnvironment()
    {
        if (Default is not null)
        {
            return Default;
        }

        // Variables may change between two commands; a session must never outlive the pair it was made from.
        if (_environment?.IsUpToDate != true)
        {
            _environment = EnvironmentSession.Connect();
        }

        return _environment?.Session;
    }

    /// <summary>Whether this is the first time that this is said here.</summary>
    public bool IsNews(string warning) => _warnings.Add(warning);
}
