using System.Management.Automation;
using System.Reflection;

namespace NcpPowerShell.Desktop;

/// <summary>
/// Windows PowerShell has one AppDomain for everybody and no binding redirects for modules. This finds our own
/// dependencies in our own folder, for our own assemblies, and answers nobody else.
/// </summary>
public sealed class DependencyResolver : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private static readonly string Folder = Path.GetDirectoryName(typeof(DependencyResolver).Assembly.Location)!;

    /// <inheritdoc/>
    public void OnImport() => AppDomain.CurrentDomain.AssemblyResolve += Resolve;

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => AppDomain.CurrentDomain.AssemblyResolve -= Resolve;

    private static Assembly? Resolve(object? sender, ResolveEventArgs request)
    {
        var path = Path.Combine(Folder, $"{new AssemblyName(request.Name).Name}.dll");
        return IsOurs(request.RequestingAssembly) && File.Exists(path) ? Assembly.LoadFrom(path) : null;
    }

    private static bool IsOurs(Assembly? assembly) =>
        assembly is { IsDynamic: false, Location.Length: > 0 }
        && string.Equals(Path.GetDirectoryName(assembly.Location), Folder, StringComparison.OrdinalIgnoreCase);
}
