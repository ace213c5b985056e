# PSScriptAnalyzer over every script and manifest of the repository.
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$root = Split-Path $PSScriptRoot
$settings = Join-Path $root PSScriptAnalyzerSettings.psd1
if (-not (Test-Path $settings)) {
    throw "$settings is missing."
}

$findings = git -C $root ls-files '*.ps1' '*.psm1' '*.psd1' |
    ForEach-Object { Invoke-ScriptAnalyzer -Path (Join-Path $root $_) -Settings $settings }
$findings | Format-Table RuleName, ScriptName, Line, Message -Wrap | Out-Host
exit [int][bool]$findings
