# In a process of its own: milliseconds of Import-Module, and of nothing else.
param([string] $Manifest)

$clock = [Diagnostics.Stopwatch]::StartNew()
Import-Module $Manifest
$clock.Stop()
[Console]::WriteLine($clock.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture))
