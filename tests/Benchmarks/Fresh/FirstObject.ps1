# In a process of its own: milliseconds from the first line of a script to its first key. With -Manifest by the module,
# without by the script with Invoke-RestMethod; both find address and keys in the environment.
param([string] $Manifest)

$clock = [Diagnostics.Stopwatch]::StartNew()
if ($Manifest) {
    Import-Module $Manifest
    $key = Get-NcpKmsKey tag000001
} else {
    . (Join-Path (Split-Path $PSScriptRoot) 'RestScript.ps1')
    $key = Get-KeyByScript tag000001
}
$clock.Stop()
if ($key.KeyTag -ne 'tag000001') {
    throw 'No key came.'
}
[Console]::WriteLine($clock.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture))
