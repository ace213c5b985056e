namespace NcpPowerShell.Emulator.Seeding;

/// <summary>A seed that cannot be used; the message names the file and the place in it.</summary>
public sealed class SeedException(string file, string problem, Exception? innerException = null)
    : Exception($"{file}: {problem}", innerException);
