<#
.SYNOPSIS
    Runs the Pester tests on the built module, in Windows PowerShell 5.1 or PowerShell 7.4+.
#>
[CmdletBinding()]
param(
    # Which of the two builds to load. Windows PowerShell can only load Desktop.
    [ValidateSet('Core', 'Desktop')]
    [string] $Edition = $PSEdition,

    # Where the NUnit results go.
    [Parameter(Mandatory)]
    [string] $ResultPath,

    # Test files or folders.
    [string[]] $Path = $PSScriptRoot
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

Import-Module Pester -MinimumVersion 5.5.0
$env:NCP_TEST_EDITION = $Edition
# The tests say themselves where credentials come from.
Get-ChildItem env:NCLOUD_* | Remove-Item

$null = New-Item -ItemType Directory -Force -Path (Split-Path $ResultPath)
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
$configuration.TestResult.Enabled = $true
$configuration.TestResult.OutputPath = $ResultPath
$run = Invoke-Pester -Configuration $configuration
if ($run.Result -ne 'Passed') {
    exit 1
}
