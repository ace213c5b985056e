using Microsoft.PowerShell;

// A pwsh for machines that have the .NET SDK only: the same arguments, the same engine.
return ConsoleShell.Start("PowerShell (NcpPowerShell test host)", "See pwsh -Help.", args);
