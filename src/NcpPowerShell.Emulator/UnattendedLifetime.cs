namespace NcpPowerShell.Emulator;

/// <summary>Leaves signals alone: whoever starts an emulator also stops it.</summary>
internal sealed class UnattendedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
