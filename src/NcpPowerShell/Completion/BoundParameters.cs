using System.Collections;
using System.Management.Automation;

namespace NcpPowerShell.Completion;

/// <summary>What is already on the command line; PowerShell hands some of it over in a wrapping.</summary>
internal static class BoundParameters
{
    public static bool Has(this IDictionary? bound, string parameter) => bound?.Contains(parameter) == true;

    public static T? Get<T>(this IDictionary? bound, string parameter)
        where T : class => (bound?[parameter] is PSObject wrapped ? wrapped.BaseObject : bound?[parameter]) as T;
}
