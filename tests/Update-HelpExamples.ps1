#!/usr/bin/env pwsh
#requires -Version 7.4
<#
.SYNOPSIS
    Runs every example of docs/ against the emulator and writes what it shows into the pages of all languages.
.DESCRIPTION
    Run it after 'dotnet build' when an example, a view or the emulator's sample data changed; then read the diff.
#>
[CmdletBinding()]
param(
    # Only the examples of these cmdlets.
    [string[]] $Name = '*'
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
Import-Module $PSScriptRoot/Emulator.psm1, $PSScriptRoot/HelpExamples.psm1

$emulator = Start-ExampleEmulator -Port 8080
try {
    foreach ($example in Get-HelpExample) {
        if (-not ($Name | Where-Object { $example.Page -like $_ })) {
            continue
        }

        $output = Invoke-HelpExample $example $emulator
        # Numbers and dates alone are no reason for a change.
        if ((ConvertTo-OutputForm $output) -ceq (ConvertTo-OutputForm $example.Output)) {
            continue
        }

        foreach ($page in Get-ChildItem "$PSScriptRoot/../docs/*/$($example.Page).md") {
            $old = "``````powershell`n$($example.Code)`n```````n`n``````text`n$($example.Output)`n``````"
            $new = "``````powershell`n$($example.Code)`n```````n`n``````text`n$output`n``````"
            Set-Content $page (Get-Content $page -Raw).Replace($old, $new) -NoNewline
        }
    }
} finally {
    Stop-Emulator $emulator
}
