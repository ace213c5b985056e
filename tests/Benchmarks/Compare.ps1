#requires -Version 7.4
<#
.SYNOPSIS
    Measures the module side by side with what one would use without it, and prints one table of ratios.
.DESCRIPTION
    Everything runs over loopback against the emulator in a process of its own, Release builds all. The two sides of a
    row take turns, and a ratio is the median of the ratios of all rounds, so that whatever else the machine does hits
    both. A target that is missed is told in the table and is no failure of the run.
#>
[CmdletBinding()]
param(
    # Rounds of the warm rows: short ones, so that many take turns.
    [int] $Rounds = 40,

    # Rounds of the rows with delayed answers, which take over 20 s each.
    [int] $SlowRounds = 3,

    # Fresh processes a side.
    [int] $Processes = 15
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$env:NCP_TEST_CONFIGURATION = 'Release'
$env:POWERSHELL_TELEMETRY_OPTOUT = '1'
Get-ChildItem env:NCLOUD_* | Remove-Item
Import-Module (Join-Path $PSScriptRoot '../Emulator.psm1')
. (Join-Path $PSScriptRoot 'Measure.ps1')

$program = Join-Path $PSScriptRoot 'bin/Release/net10.0/NcpPowerShell.Benchmarks.dll'
$emptyModule = Join-Path $PSScriptRoot 'EmptyModule/bin/Release/net8.0/EmptyModule.psd1'
$emptyModuleWithView = Join-Path $PSScriptRoot 'EmptyModule/bin/Release/net8.0/EmptyModuleWithView.psd1'
$emulator = $small = $raw = $null
try {
    Write-Progress 'Benchmarks' 'Signing (BenchmarkDotNet)'
    $signing = dotnet $program sign 2>$null | ConvertFrom-Json

    $small = Start-Emulator '--keys', '10000'
    $emulator = Start-Emulator '--keys', '100000'
    Import-NcpModule
    $assembly = (Get-Module NcpPowerShell).ImplementingAssembly
    if ($assembly.GetCustomAttributes([Diagnostics.DebuggableAttribute], $false).IsJITOptimizerDisabled) {
        throw 'The module under out/ is a Debug build. Run: ./build.ps1 Bench'
    }

    $module = Join-Path (Split-Path (Get-Module NcpPowerShell).Path) '../../NcpPowerShell.psd1' -Resolve
    $null = Connect-Emulator $emulator @{ MaximumRetryCount = 4 }

    Write-Progress 'Benchmarks' 'Listings'
    $listings = Measure-Side -Rounds 3 ([ordered]@{
            Of10000  = { Use-Emulator $small; Measure-Fresh Listing.ps1 $module }
            Of100000 = { Use-Emulator $emulator; Measure-Fresh Listing.ps1 $module }
        })
    Use-Emulator $emulator

    Write-Progress 'Benchmarks' 'Fresh processes'
    $import = Measure-Side -Rounds $Processes -WarmUp 1 ([ordered]@{
            Module = { Measure-Fresh Import.ps1 $module }
            Empty  = { Measure-Fresh Import.ps1 $emptyModule }
            View   = { Measure-Fresh Import.ps1 $emptyModuleWithView }
        })
    $firstObject = Measure-Side -Rounds $Processes -WarmUp 1 ([ordered]@{
            Module = { Measure-Fresh FirstObject.ps1 $module }
            Script = { Measure-Fresh FirstObject.ps1 }
        })

    Write-Progress 'Benchmarks' 'Warm calls'
    . (Join-Path $PSScriptRoot 'RestScript.ps1')
    $raw = Open-Raw $program
    Import-Module (Join-Path $PSScriptRoot 'RawModule/bin/Release/net8.0/RawModule.dll')
    $tags = 1..4000 | ForEach-Object { 'tag{0:D6}' -f $_ }
    $calls = $tags[0..199]
    $loop = Measure-Side -Rounds $Rounds -WarmUp 10 ([ordered]@{
            Script = { Measure-Block { foreach ($tag in $calls) { $null = Get-KeyByScript $tag } } }
            Module = { Measure-Block { foreach ($tag in $calls) { $null = Get-NcpKmsKey $tag } } }
            Bare   = { Measure-Block { foreach ($number in 1..200) { $null = Get-RawKey $number } } }
            Piped  = { Measure-Block { $null = $calls | Get-NcpKmsKey } }
            Raw    = { Measure-Raw $raw 'loop 200' }
        })
    $overlap = Measure-Side -Rounds ($Rounds / 2) -WarmUp 5 ([ordered]@{
            Module = { Measure-Block { $null = $tags | Get-NcpKmsKey -ThrottleLimit 32 } }
            Raw    = { Measure-Raw $raw 'overlap 4000 32' }
        })

    Write-Progress 'Benchmarks' 'Delayed answers'
    $null = Invoke-Emulator $emulator settings Put @{ latencyMs = 20 }
    $delayed = $tags[0..999]
    $throttled = Measure-Side -Rounds $SlowRounds ([ordered]@{
            One     = { Measure-Block { $null = $delayed | Get-NcpKmsKey -ThrottleLimit 1 } }
            Default = { Measure-Block { $null = $delayed | Get-NcpKmsKey } }
            Of32    = { Measure-Block { $null = $delayed | Get-NcpKmsKey -ThrottleLimit 32 } }
            Of64    = { Measure-Block { $null = $delayed | Get-NcpKmsKey -ThrottleLimit 64 } }
        })
    Write-Progress 'Benchmarks' -Completed
} finally {
    Close-Raw $raw
    Stop-Emulator $emulator
    Stop-Emulator $small
}

$growth = (Get-Median $listings.Of100000) - (Get-Median $listings.Of10000)
Format-Markdown @(
    Get-Row 'one key a call in a loop, warm, 2,000 calls by turns of 200' 'raw HttpClient in C#, same signing, no parsing' (Get-Ratio $loop.Module $loop.Raw) 'times' -AtMost 1.5
    Get-Row 'the same' 'a script with `Invoke-RestMethod -WebSession`, same signing' (Get-Ratio $loop.Script $loop.Module) 'times faster' -AtLeast 4
    Get-Row 'for scale: the same by a cmdlet around a bare HttpClient' 'raw HttpClient in C#' (Get-Ratio $loop.Bare $loop.Raw) 'times'
    Get-Row 'for scale: the same 2,000 keys by raw HttpClient' 'that script' (Get-Ratio $loop.Script $loop.Raw) 'times faster'
    Get-Row 'for scale: the same 2,000 keys piped, default throttle' 'that script' (Get-Ratio $loop.Script $loop.Piped) 'times faster'
    Get-Row '1,000 tags piped, each answer delayed 20 ms, default throttle' 'one after the other' (Get-Ratio $throttled.One $throttled.Default) 'times faster' -AtLeast 7
    Get-Row 'the same with `-ThrottleLimit 32`' 'one after the other' (Get-Ratio $throttled.One $throttled.Of32) 'times faster' -AtLeast 22
    Get-Row 'the same with `-ThrottleLimit 64`' 'one after the other' (Get-Ratio $throttled.One $throttled.Of64) 'times faster' -AtLeast 45
    Get-Row '4,000 tags piped, no delay, `-ThrottleLimit 32`' 'raw HttpClient overlapped 32, same signing and parsing' (Get-Ratio $overlap.Module $overlap.Raw) 'times' -AtMost 1.5
    Get-Row 'listing 100,000 keys: peak working set above the first page' '-' $listings.Of100000 'MB' -AtMost 30
    Get-Row 'the same' 'listing 10,000 keys' $growth 'MB more' -AtMost 5
    Get-Row '`Import-Module` in a fresh process' 'an empty binary module' (Get-Ratio $import.Module $import.Empty) 'times' -AtMost 1.5
    Get-Row 'for scale: `Import-Module` of an empty module with one view' 'an empty binary module' (Get-Ratio $import.View $import.Empty) 'times'
    Get-Row 'import to first object in a fresh process' 'the `Invoke-RestMethod` script''s first object' (Get-Ratio $firstObject.Module $firstObject.Script) 'times' -AtMost 0.7
    Get-Row 'signing one request (BenchmarkDotNet)' 'bare HMAC-SHA256 and Base64 of the same bytes' $signing.Ratio 'times' -AtMost 1.5
    Get-Row 'the same: allocated' '-' $signing.AllocatedBytes 'bytes' -AtMost 1024
)
''
"$(Get-Date -Format yyyy-MM-dd), $([Environment]::ProcessorCount) cores, $([Runtime.InteropServices.RuntimeInformation]::OSDescription), PowerShell $($PSVersionTable.PSVersion). Medians; in parentheses the middle half."
$milliseconds = { param($Times) Format-Number (Get-Median $Times) }
"Milliseconds, for orientation: loop $(& $milliseconds $loop.Module), raw $(& $milliseconds $loop.Raw), script $(& $milliseconds $loop.Script); piped $(& $milliseconds $overlap.Module), raw $(& $milliseconds $overlap.Raw); delayed one $(& $milliseconds $throttled.One), default $(& $milliseconds $throttled.Default), 32 $(& $milliseconds $throttled.Of32), 64 $(& $milliseconds $throttled.Of64); import $(& $milliseconds $import.Module), empty $(& $milliseconds $import.Empty); first object $(& $milliseconds $firstObject.Module), script $(& $milliseconds $firstObject.Script)."
