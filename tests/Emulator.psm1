#requires -Version 5.1
# Starts and steers the emulator for the Pester tests, the demo and the benchmarks.

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$Root = Split-Path $PSScriptRoot
# Debug or Release, whichever was built last unless a run says which.
$Configuration = if ($env:NCP_TEST_CONFIGURATION) { $env:NCP_TEST_CONFIGURATION } else { '*' }
$Program = Get-Item (Join-Path $Root "src/NcpPowerShell.Emulator/bin/$Configuration/net10.0/NcpPowerShell.Emulator.dll") -ErrorAction Ignore |
    Sort-Object LastWriteTime | Select-Object -Last 1

function Import-NcpModule {
    # The laid-out module, in the edition that the test run asks for; once a process.
    if (Get-Module NcpPowerShell) {
        return
    }

    $manifest = @(Get-ChildItem (Join-Path $Root 'out/NcpPowerShell') -Filter NcpPowerShell.psd1 -Recurse)
    if ($manifest.Count -ne 1) {
        throw "Expected one module under out/NcpPowerShell, found $($manifest.Count). Run: dotnet build"
    }

    if ($env:NCP_TEST_EDITION -eq 'Desktop' -and $PSEdition -eq 'Core') {
        Import-Module (New-DesktopManifest $manifest[0]) -Global
    } else {
        Import-Module $manifest[0].FullName -Global
    }
}

function New-DesktopManifest {
    # A copy of the module that loads its desktop build in PowerShell 7, which the manifest itself never does.
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '')]
    [CmdletBinding()]
    [OutputType([string])]
    param([IO.FileInfo] $Manifest)

    $copy = Join-Path $Root 'out/test-desktop/NcpPowerShell'
    Remove-Item $copy -Recurse -ErrorAction Ignore
    $null = New-Item -ItemType Directory (Split-Path $copy) -Force
    Copy-Item $Manifest.DirectoryName $copy -Recurse
    $text = (Get-Content $Manifest.FullName -Raw) -replace '(?m)^(\s*RootModule\s*=).*$', "`$1 'bin/desktop/NcpPowerShell.dll'"
    Set-Content (Join-Path $copy NcpPowerShell.psd1) $text -Encoding utf8
    Join-Path $copy NcpPowerShell.psd1
}

function Start-Emulator {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '')]
    [CmdletBinding()]
    param([string[]] $ArgumentList = @())

    if (-not $Program) {
        throw 'There is no emulator. Run: dotnet build'
    }

    $start = [Diagnostics.ProcessStartInfo]::new('dotnet', ((@("`"$Program`"") + $ArgumentList) -join ' '))
    $start.UseShellExecute = $false
    $start.RedirectStandardOutput = $true
    $process = [Diagnostics.Process]::Start($start)
    $facts = @{}
    while ($null -ne ($line = $process.StandardOutput.ReadLine()) -and $line -notlike 'Ready*') {
        $name, $value = $line -split ':\s+', 2
        $facts[$name] = $value
    }

    if ($null -eq $line) {
        throw 'The emulator did not start.'
    }

    [pscustomobject]@{
        Process    = $process
        Address    = [uri]$facts['Address']
        AccessKey  = $facts['Access key']
        SecretKey  = $facts['Secret key']
        NsmlApiKey = $facts['NSML API key']
    }
}

function Stop-Emulator {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '')]
    [CmdletBinding()]
    param($Emulator)

    if ($Emulator -and -not $Emulator.Process.HasExited) {
        $Emulator.Process.Kill()
        $Emulator.Process.WaitForExit()
    }
}

function ConvertTo-Secret {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingConvertToSecureStringWithPlainText', '')]
    [CmdletBinding()]
    [OutputType([securestring])]
    param([string] $Text)

    ConvertTo-SecureString $Text -AsPlainText -Force
}

function Get-EmulatorCredential {
    [CmdletBinding()]
    [OutputType([pscredential])]
    param($Emulator)

    [pscredential]::new($Emulator.AccessKey, (ConvertTo-Secret $Emulator.SecretKey))
}

function Connect-Emulator {
    # Connect-Ncp on the emulator; further parameters are Connect-Ncp's own.
    [CmdletBinding()]
    param($Emulator, [hashtable] $With = @{})

    $parameters = @{
        Credential        = Get-EmulatorCredential $Emulator
        Endpoint          = $Emulator.Address
        NsmlApiKey        = ConvertTo-Secret $Emulator.NsmlApiKey
        MaximumRetryCount = 0
    }
    foreach ($name in $With.Keys) {
        $parameters[$name] = $With[$name]
    }

    Connect-Ncp @parameters
}

function Invoke-Emulator {
    # Its control API; -Body becomes JSON.
    [CmdletBinding()]
    param($Emulator, [string] $Path, [string] $Method = 'Get', $Body)

    $request = @{ Uri = "$($Emulator.Address)_emulator/$Path"; Method = $Method; UseBasicParsing = $true }
    if ($Body) {
        $request.Body = [Text.Encoding]::UTF8.GetBytes((ConvertTo-Json $Body -Depth 5))
        $request.ContentType = 'application/json'
    }

    Invoke-RestMethod @request
}

function Add-Fault {
    [CmdletBinding()]
    param($Emulator, [hashtable] $Fault)

    $null = Invoke-Emulator $Emulator faults Post $Fault
}

function Reset-Emulator {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '')]
    [CmdletBinding()]
    param($Emulator)

    $null = Invoke-Emulator $Emulator reset Post
}

function Get-EmulatorRequest {
    # The requests the emulator has served since the last reset; -Faulty for those that a fault hit.
    [CmdletBinding()]
    param($Emulator, [switch] $Faulty)

    (Invoke-Emulator $Emulator requests).requests | Where-Object { -not $Faulty -or $_.PSObject.Properties['fault'] }
}

Export-ModuleMember -Function *
