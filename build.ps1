#!/usr/bin/env pwsh
#requires -Version 7.4
<#
.SYNOPSIS
    The one entry for people: builds, shows, tests, measures and packs the module.
.EXAMPLE
    ./build.ps1 Demo
    Builds, starts the emulator and shows what an operator would see.
.EXAMPLE
    ./build.ps1 Test
    Builds and runs all tests; Pester's results go to out/test-results/.
.EXAMPLE
    ./build.ps1 Pack
    Builds a release and makes out/NcpPowerShell.<version>.nupkg, and the emulator as a .NET tool.
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Demo', 'Test', 'Bench', 'Pack', 'Clean')]
    [string] $Task = 'Build',

    # Test: only one of the two suites.
    [ValidateSet('All', 'Xunit', 'Pester')]
    [string] $Suite = 'All',

    # Test: the edition of the module that Pester loads.
    [ValidateSet('Core', 'Desktop')]
    [string] $Edition = 'Core',

    # Pack: signs a catalog of the module's files with this certificate of the current user. Windows only.
    [string] $CertificateThumbprint,

    # Uses what was built before; Pack always builds its own release.
    [switch] $NoBuild
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$results = Join-Path $PSScriptRoot 'out/test-results'

function Invoke-Tool {
    param([string] $Tool, [string[]] $Arguments)
    & $Tool @Arguments | Out-Host
    if ($LASTEXITCODE -ne 0) {
        throw "$Tool $($Arguments[0]) failed with exit code $LASTEXITCODE."
    }
}

# A process of its own: it loads the module, and a loaded module cannot be built again.
function Invoke-Script {
    param([string] $Path, [string[]] $Arguments = @())
    Invoke-Tool ([Environment]::ProcessPath) (@('-NoProfile', '-File', (Join-Path $PSScriptRoot $Path)) + $Arguments)
}

function Build {
    param([string] $Configuration = 'Debug')
    Invoke-Tool dotnet @('build', (Join-Path $PSScriptRoot 'NcpPowerShell.sln'), '-c', $Configuration, '-v', 'quiet', '-nologo')
}

function Demo {
    Invoke-Script tests/Demo.ps1
}

function Test {
    if ($Suite -ne 'Pester') {
        Invoke-Tool dotnet @('test', (Join-Path $PSScriptRoot 'NcpPowerShell.sln'), '--no-build', '-nologo', '--logger', 'trx;LogFileName=xunit.trx', '--results-directory', $results)
    }

    if ($Suite -ne 'Xunit') {
        Invoke-Script tests/Pester/Invoke-Tests.ps1 @('-Edition', $Edition, '-ResultPath', (Join-Path $results "pester-$($Edition.ToLowerInvariant()).xml"))
    }
}

function Bench {
    Invoke-Script tests/Benchmarks/Compare.ps1
}

function Pack {
    Invoke-Script build/Pack.ps1 @(if ($CertificateThumbprint) { '-CertificateThumbprint', $CertificateThumbprint })
}

function Clean {
    foreach ($folder in 'bin', 'out', 'en-US', 'ko-KR') {
        Remove-Item (Join-Path $PSScriptRoot $folder) -Recurse -Force -ErrorAction Ignore
    }

    Invoke-Tool dotnet @('clean', (Join-Path $PSScriptRoot 'NcpPowerShell.sln'), '-v', 'quiet', '-nologo')
}

if (-not $NoBuild -and $Task -notin 'Clean', 'Pack') {
    Build ($Task -eq 'Bench' ? 'Release' : 'Debug')
}

if ($Task -ne 'Build') {
    & $Task
}
