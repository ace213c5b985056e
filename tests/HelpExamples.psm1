#requires -Version 7.4
# Reads the examples of docs/ and runs them, each in a PowerShell of its own, against the emulator.

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

Import-Module $PSScriptRoot/Emulator.psm1

$Docs = Join-Path (Split-Path $PSScriptRoot) 'docs'
$ExampleForm = '(?ms)^### (?<title>[^\n]+)\n\n```powershell\n(?<code>.+?)\n```\n\n```text\n(?<output>.*?)\n```$'
$AccessKey = 'BPASEXAMPLEKEY012345'

# These make no request, so they may show NCP's own addresses.
$WithoutRequests = 'Connect-Ncp', 'Disconnect-Ncp', 'Get-NcpSession'

# What runs in the PowerShell of an example. Its code has lines of its own, so that errors look as at a prompt.
$Runner = {
    $PSStyle.OutputRendering = 'PlainText'
    [cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = 'en-US'
    Import-Module $env:HELP_EXAMPLE_MODULE
    # Stand in for a person at the keyboard.
    Import-Module $env:HELP_EXAMPLE_HELPERS
    Set-Item function:Get-Credential { param($UserName) [pscredential]::new($UserName, (ConvertTo-Secret $env:NCLOUD_SECRET_ACCESS_KEY)) }
    Set-Item function:Read-Host { ConvertTo-Secret $env:NCLOUD_NSML_API_KEY }
    . ([scriptblock]::Create($env:HELP_EXAMPLE_CODE)) 2>&1 | Out-String -Width 120
}

function Get-HelpExample {
    # The examples of one language's pages.
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param([string] $Culture = 'en-US')

    foreach ($page in Get-ChildItem (Join-Path $Docs $Culture) -Filter *-*.md) {
        foreach ($match in [regex]::Matches((Get-Content $page.FullName -Raw), $ExampleForm)) {
            [pscustomobject]@{
                Page   = $page.BaseName
                Title  = $match.Groups['title'].Value
                Code   = $match.Groups['code'].Value
                Output = $match.Groups['output'].Value
            }
        }
    }
}

function Start-ExampleEmulator {
    # The emulator as the examples' operator sees it.
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '')]
    [CmdletBinding()]
    param([int] $Port = 0)

    Start-Emulator -ArgumentList '--access-key', $AccessKey, '--urls', "http://127.0.0.1:$Port"
}

function Invoke-HelpExample {
    # Runs an example on a fresh emulator and gives what a terminal would show.
    [CmdletBinding()]
    [OutputType([string])]
    param([Parameter(Mandatory)] $Example, [Parameter(Mandatory)] $Emulator)

    Reset-Emulator $Emulator
    $start = [Diagnostics.ProcessStartInfo]::new([Environment]::ProcessPath)
    $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    $start.WorkingDirectory = [IO.Path]::GetTempPath()
    $start.ArgumentList.Add('-NoProfile')
    $start.ArgumentList.Add('-Command')
    $start.ArgumentList.Add("$Runner")
    foreach ($variable in (Get-ExampleEnvironment $Example $Emulator).GetEnumerator()) {
        $start.Environment[$variable.Key] = $variable.Value
    }

    $process = [Diagnostics.Process]::Start($start)
    $errors = $process.StandardError.ReadToEndAsync()
    $output = $process.StandardOutput.ReadToEnd() + $errors.Result
    $process.WaitForExit()
    (($output -split '\r?\n').TrimEnd() -join "`n").Trim("`n")
}

function ConvertTo-OutputForm {
    # What stays the same from run to run: numbers, dates, tokens and widths do not.
    [CmdletBinding()]
    [OutputType([string])]
    param([AllowEmptyString()] [string] $Output)

    $Output -replace '\w{20,}', '*' -replace '\w{4}\*{4}\w{4}', '*' -replace '\d+', '0' -replace '[-+]0:0', '' -replace '-{2,}', '-' -replace '\s+', ' '
}

function Get-ExampleEnvironment($Example, $Emulator) {
    $homeFolder = Join-Path ([IO.Path]::GetTempPath()) 'ncp-help-examples'
    $profileFile = Join-Path (New-Item -ItemType Directory -Force (Join-Path $homeFolder .ncloud)) 'configure'
    Set-Content $profileFile @"
[DEFAULT]
ncloud_access_key_id = $AccessKey
ncloud_secret_access_key = $($Emulator.SecretKey)

[prod]
ncloud_access_key_id = BPASPRODEXAMPLE67890
ncloud_secret_access_key = $($Emulator.SecretKey)

[gov]
ncloud_access_key_id = BPASGOVEXAMPLE024680
ncloud_secret_access_key = $($Emulator.SecretKey)
"@
    if (-not $IsWindows) {
        chmod 600 $profileFile
    }

    @{
        HOME                         = $homeFolder
        USERPROFILE                  = $homeFolder
        TZ                           = 'Asia/Seoul'
        NO_COLOR                     = '1'
        HTTPS_PROXY                  = 'http://127.0.0.1:9'
        NCLOUD_ACCESS_KEY_ID         = $Emulator.AccessKey
        NCLOUD_SECRET_ACCESS_KEY     = $Emulator.SecretKey
        NCLOUD_ENDPOINT              = if ($Example.Page -notin $WithoutRequests) { "$($Emulator.Address)" } else { '' }
        NCLOUD_SITE                  = ''
        NCLOUD_PROFILE               = ''
        NCLOUD_NSML_API_KEY          = $Emulator.NsmlApiKey
        NCLOUD_METADATA_API_ENDPOINT = "$($Emulator.Address)"
        HELP_EXAMPLE_MODULE          = (Get-ChildItem (Join-Path (Split-Path $PSScriptRoot) 'out/NcpPowerShell') -Filter NcpPowerShell.psd1 -Recurse).FullName
        HELP_EXAMPLE_HELPERS         = Join-Path $PSScriptRoot 'Emulator.psm1'
        HELP_EXAMPLE_CODE            = $Example.Code
    }
}

Export-ModuleMember -Function Get-HelpExample, Start-ExampleEmulator, Invoke-HelpExample, ConvertTo-OutputForm
