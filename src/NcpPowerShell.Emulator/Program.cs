using NcpPowerShell.Emulator;

return await CommandLine.RunAsync(args);
