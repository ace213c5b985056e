<#
.SYNOPSIS
    Shows what an operator would see: every cmdlet, on the emulator.
#>
[CmdletBinding()]
param()

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Continue'
Import-Module (Join-Path $PSScriptRoot Emulator.psm1)
Import-NcpModule
Get-ChildItem env:NCLOUD_* | Remove-Item

function Show-Command {
    param([string] $Command)
    Write-Host "`nPS> $Command" -ForegroundColor Cyan
    # What an operator types comes as text, like the line above it.
    & ([scriptblock]::Create($Command)) 2>&1 | Out-Host
}

$emulator = Start-Emulator
try {
    $credential = Get-EmulatorCredential $emulator
    $nsmlApiKey = ConvertTo-Secret $emulator.NsmlApiKey
    $address = $emulator.Address
    Write-Host "The emulator listens on $address. `$credential and `$nsmlApiKey hold what it printed."

    Show-Command 'Connect-Ncp -Credential $credential -Endpoint $address -NsmlApiKey $nsmlApiKey'
    Show-Command 'Test-NcpSession'
    Show-Command 'Get-NcpKmsKey'
    Show-Command 'Get-NcpKmsKey -KeyName orders-db -Detailed | Format-List'
    Show-Command 'Get-NcpKmsKey | Where-Object Status -eq ENABLE | Get-NcpKmsKeyVersion'
    Show-Command 'Get-NcpKmsKey -Status ENABLE | Get-NcpKmsTokenGenerator'
    Show-Command 'Get-NcpNsmlAuthKey'
    Show-Command 'Get-NcpApiGatewayKey'
    Show-Command 'Get-NcpApiGatewayKey -Name billing* | Reset-NcpApiGatewayKey -KeyType Secondary -WhatIf'
    Show-Command 'Get-NcpApiGatewayKey -Name ledger | Reset-NcpApiGatewayKey -KeyType Secondary -Force | Format-List'
    Show-Command '"nobody", "a/b" | Get-NcpKmsKey'
    Show-Command 'Get-NcpSession | Format-List'
    Show-Command 'Disconnect-Ncp'
} finally {
    Stop-Emulator $emulator
}
