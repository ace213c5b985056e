BeforeDiscovery {
    $root = Resolve-Path $PSScriptRoot/../..
    $cmdlets = (Test-ModuleManifest $root/NcpPowerShell.psd1).ExportedCmdlets.Keys
    $topics = 'about_NcpPowerShell', 'about_NcpSessions', 'about_NcpCredentials', 'about_NcpErrors', 'about_NcpParameters'
    $runsExamples = $PSVersionTable.PSVersion -ge '7.4' -and $env:NCP_TEST_EDITION -ne 'Desktop'
    if ($runsExamples) {
        Import-Module $root/tests/HelpExamples.psm1
    }

    $places = @(
        @{ Place = 'beside the manifest'; Manifest = "$root/NcpPowerShell.psd1" }
        @{ Place = 'as it is packed'; Manifest = (Get-ChildItem $root/out/NcpPowerShell -Filter NcpPowerShell.psd1 -Recurse).FullName }
    )
    $editions = foreach ($place in $places) {
        $place + @{ Culture = 'en-US'; Script = '\w' }
        $place + @{ Culture = 'ko-KR'; Script = '[\uAC00-\uD7A3]' }
    }
}

BeforeAll {
    # A process of its own: Get-Help remembers the first language it was asked in.
    function Read-Help([string] $Manifest, [string] $Culture) {
        & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command {
            param($Manifest, $Culture)
            [cultureinfo]::CurrentUICulture = $Culture
            $module = Import-Module $Manifest -PassThru
            foreach ($command in $module.ExportedCmdlets.Values) {
                $help = Get-Help $command.Name -Full
                $link = @($help.relatedLinks.navigationLink)[0]
                [pscustomobject]@{
                    Name        = $command.Name
                    Synopsis    = "$($help.Synopsis)"
                    Description = "$($help.description.Text)"
                    Outputs     = "$($help.returnValues.returnValue.type.name)"
                    OutputTypes = "$($command.OutputType.Name)"
                    Online      = "$($link.uri)"
                    HelpUri     = $command.HelpUri
                    Examples    = @($help.examples.example | ForEach-Object { $_.code })
                    Parameters  = @(
                        $common = [Management.Automation.PSCmdlet]::CommonParameters
                        foreach ($name in $command.Parameters.Keys | Where-Object { $_ -notin $common }) {
                            "$name=" + (Get-Help $command.Name -Parameter $name).description.Text
                        }
                    )
                }
            }

            [pscustomobject]@{ Name = 'error ids'; Synopsis = ''; Text = [enum]::GetNames([NcpPowerShell.Errors.NcpErrorKind]) -join ' ' }
            foreach ($topic in Get-ChildItem "$(Split-Path $Manifest)/en-US" -Filter about_*.help.txt) {
                $name = $topic.Name -replace '\.help\.txt$'
                [pscustomobject]@{ Name = $name; Synopsis = "$((Get-Help $name -Category HelpFile).Synopsis)"; Text = "$(Get-Help $name)" }
            }
        } -args $Manifest, $Culture
    }
}

Describe 'Help in <Culture>, <Place>' -ForEach $editions {
    BeforeAll {
        $help = @{}
        foreach ($item in Read-Help $Manifest $Culture) {
            $help[$item.Name] = $item
        }
    }

    It 'says what <_> is' -ForEach $cmdlets {
        $help[$_].Synopsis | Should -Match $Script
        $help[$_].Synopsis | Should -Not -Match "^\s*$_ \["
        $help[$_].Description | Should -Match $Script
    }

    It 'describes every parameter of <_>' -ForEach $cmdlets {
        foreach ($parameter in $help[$_].Parameters) {
            $parameter | Should -Match "=.*$Script"
        }
    }

    It 'names what <_> emits' -ForEach $cmdlets {
        $help[$_].Outputs | Should -Be ($help[$_].OutputTypes, 'None' | Where-Object { $_ } | Select-Object -First 1)
    }

    It 'has at least two examples of <_>' -ForEach $cmdlets {
        $help[$_].Examples.Count | Should -BeGreaterOrEqual 2
        $help[$_].Examples | ForEach-Object { $_ | Should -Match "(?s)\n\n.*\S" }
    }

    It 'leads online to the page of <_> in the language' -ForEach $cmdlets {
        $help[$_].Online | Should -Match "/docs/$Culture/$_\.md$"
        $help[$_].HelpUri | Should -Match "/docs/en-US/$_\.md$"
    }

    It 'has <_>' -ForEach $topics {
        $help[$_].Synopsis | Should -Match $Script
        $help[$_].Text | Should -Match "(?m)^\s+$_"
        $help[$_].Text | Should -Match $Script
    }

    It 'explains every error id' {
        foreach ($kind in $help['error ids'].Text -split ' ') {
            $help['about_NcpErrors'].Text | Should -Match "(?m)^\s+Ncp$kind\r?\n.*$Script"
        }
    }
}

Describe 'Help in another language' {
    It 'is the English one' {
        $manifest = Resolve-Path $PSScriptRoot/../../NcpPowerShell.psd1
        (Read-Help $manifest 'de-DE' | Where-Object Name -eq 'Get-NcpKmsKey').Online | Should -Match '/en-US/'
    }
}

Describe 'Pages of the help' {
    It 'have PowerShell code without mistakes in <_.Name>' -ForEach @(Get-ChildItem $PSScriptRoot/../../docs/*/*.md) {
        foreach ($match in [regex]::Matches((Get-Content $_.FullName -Raw), '(?ms)^```powershell\n(.+?)\n```$')) {
            $problems = $null
            $null = [Management.Automation.Language.Parser]::ParseInput($match.Groups[1].Value, [ref] $null, [ref] $problems)
            $problems | Should -BeNullOrEmpty
        }
    }
}

# They show PowerShell 7, and each starts one.
if ($runsExamples) {
    Describe 'Examples of the help' {
        BeforeAll {
            Import-Module $PSScriptRoot/../Emulator.psm1, $PSScriptRoot/../HelpExamples.psm1
            $emulator = Start-ExampleEmulator
        }

        AfterAll {
            Stop-Emulator $emulator
        }

        It 'show what <_.Page> really does: <_.Title>' -ForEach @(Get-HelpExample) {
            $output = Invoke-HelpExample $_ $emulator
            ConvertTo-OutputForm $output | Should -BeExactly (ConvertTo-OutputForm $_.Output) -Because 'tests/Update-HelpExamples.ps1 writes it anew'
        }
    }
}
