BeforeAll {
    Import-Module $PSScriptRoot/../Emulator.psm1
    Import-NcpModule
    $emulator = Start-Emulator -ArgumentList '--keys', 300
    $orders = '2adfdbb6f02becbf221291a5907e47da5df07e52fb8ae782bf4e1a21ad'

    function Get-Completion {
        param([string] $Line)
        @((TabExpansion2 $Line $Line.Length).CompletionMatches)
    }
}

AfterAll {
    Disconnect-Ncp
    Stop-Emulator $emulator
}

Describe 'Completion' {
    BeforeEach {
        Reset-Emulator $emulator
        $null = Connect-Emulator $emulator
    }

    It 'offers the tags of keys, with names as tooltips, for <command>' -ForEach @(
        @{ command = 'Get-NcpKmsKey' }, @{ command = 'Get-NcpKmsKeyVersion' }, @{ command = 'Get-NcpKmsTokenGenerator' }
    ) {
        $null = Get-NcpKmsKey
        $offered = Get-Completion "$command -KeyTag 2ad"
        $offered | Should -HaveCount 1
        $offered[0].CompletionText | Should -BeExactly $orders
        $offered[0].ToolTip | Should -BeExactly orders-db
        Get-Completion "$command 2ad" | Should -HaveCount 1
    }

    It 'knows keys beyond the first page once they were listed' {
        $null = Get-NcpKmsKey
        Get-Completion 'Get-NcpKmsKey tag00029' | Should -HaveCount 10
    }

    It 'finds tags by itself when nothing was listed yet' {
        (Get-Completion 'Get-NcpKmsKey 2ad').CompletionText | Should -Be $orders
    }

    It 'offers the ids of API keys for <command>' -ForEach @{ command = 'Get-NcpApiGatewayKey' }, @{ command = 'Reset-NcpApiGatewayKey' } {
        $offered = Get-Completion "$command -ApiKeyId k2x"
        $offered.CompletionText | Should -Be k2x7qbgro1
        $offered.ToolTip | Should -Be billing-prod
    }

    It 'offers <value> for the name that begins with <word>, for <command>' -ForEach @(
        @{ command = 'Get-NcpKmsKey -KeyTag'; word = 'Orders'; value = '2adfdbb6f02becbf221291a5907e47da5df07e52fb8ae782bf4e1a21ad' }
        @{ command = 'Get-NcpKmsKeyVersion -KeyTag'; word = 'orders'; value = '2adfdbb6f02becbf221291a5907e47da5df07e52fb8ae782bf4e1a21ad' }
        @{ command = 'Get-NcpApiGatewayKey'; word = 'billing-p'; value = 'k2x7qbgro1' }
    ) {
        (Get-Completion "$command $word").CompletionText | Should -BeExactly $value
    }

    It 'offers keys whose tag fits before keys whose name does' {
        Add-Fault $emulator @{ status = 200; body = '{"code":"SUCCESS","data":{"totalPageNo":1,"keyList":[{"keyTag":"a1","keyName":"or-b"},{"keyTag":"or-a","keyName":"x"},{"keyTag":"b1","keyName":"or-a"}]}}' }
        (Get-Completion 'Get-NcpKmsKey or').CompletionText | Should -BeExactly or-a, a1, b1
    }

    It 'offers the names of keys, with <toolTip> as the tooltip, for <line>' -ForEach @(
        @{ line = 'Get-NcpKmsKey -KeyName ord'; name = 'orders-db'; toolTip = '2adfdbb6f02becbf221291a5907e47da5df07e52fb8ae782bf4e1a21ad' }
        @{ line = 'Get-NcpApiGatewayKey -Name ledger-'; name = 'ledger-old'; toolTip = 'r9n6jya2f3' }
    ) {
        $offered = Get-Completion $line
        $offered.CompletionText | Should -BeExactly $name
        $offered.ToolTip | Should -BeExactly $toolTip
    }

    It 'offers each name once, in order, and none for a key without a name' {
        Add-Fault $emulator @{ status = 200; body = '{"total":4,"apiKeys":[{"apiKeyId":"a","apiKeyName":"two"},{"apiKeyId":"b","apiKeyName":"one"},{"apiKeyId":"c","apiKeyName":"two"},{"apiKeyId":"d"}]}' }
        (Get-Completion 'Get-NcpApiGatewayKey -Name ').CompletionText | Should -BeExactly one, two
    }

    It 'offers names such that they find their key: <name>' -ForEach @{ name = "it's one" }, @{ name = 'a[1]*' } {
        Add-Fault $emulator @{ times = -1; status = 200; body = ConvertTo-Json @{ total = 1; apiKeys = @(@{ apiKeyId = 'a'; apiKeyName = $name }) } }
        $offered = (Get-Completion "Get-NcpApiGatewayKey -Name $($name[0])").CompletionText
        & ([scriptblock]::Create("Get-NcpApiGatewayKey -Name $offered")) | ForEach-Object ApiKeyName | Should -BeExactly $name
    }

    It 'offers no files for <line>' -ForEach @(
        @{ line = 'Get-NcpKmsKey -KeyName ' }, @{ line = 'Get-NcpApiGatewayKey -Name ' }
        @{ line = 'Get-NcpNsmlAuthKey -Title ' }, @{ line = 'Get-NcpNsmlAuthKey ' }
    ) {
        Disconnect-Ncp
        Push-Location $PSScriptRoot
        $offered = @(Get-Completion $line) + @(Get-Completion "$($line)Comp")
        Pop-Location
        $offered | Should -BeNullOrEmpty
    }

    It 'offers the versions of the key on the line' {
        $offered = Get-Completion "Get-NcpKmsKeyVersion $orders -Version "
        $offered.CompletionText | Should -Be 1, 2, 3
        $offered[2].ToolTip | Should -Be 'ENABLE, current'
    }

    It 'offers <values> for <line>' -ForEach @(
        @{ line = 'Connect-Ncp -Site '; values = 'Fin', 'Gov', 'Public' }
        @{ line = 'Connect-Ncp -KmsBoundary '; values = 'Global', 'JP', 'KR' }
        @{ line = 'Get-NcpKmsKey -Status '; values = 'DISABLE', 'ENABLE', 'REVOKE' }
        @{ line = 'Get-NcpKmsKey -Status re'; values = , 'REVOKE' }
        @{ line = 'Reset-NcpApiGatewayKey x -KeyType '; values = 'Primary', 'Secondary' }
    ) {
        (Get-Completion $line).CompletionText | Sort-Object | Should -Be $values
    }

    It 'asks with the session of the line, never with the default one' {
        $other = Connect-Emulator $emulator
        $wrong = [pscredential]::new('OTHERACCESSKEY', (ConvertTo-Secret wrong))
        $null = Connect-Emulator $emulator @{ Credential = $wrong }
        Set-Variable other $other -Scope Global
        (Get-Completion 'Get-NcpKmsKey -Session $other -KeyTag 2ad').CompletionText | Should -Be $orders
        (Get-EmulatorRequest $emulator).accessKey | Sort-Object -Unique | Should -Be $emulator.AccessKey
        Remove-Variable other -Scope Global
    }

    It 'waits for a slow service no longer than a moment' {
        Add-Fault $emulator @{ delayMs = 60000; times = -1 }
        $elapsed = Measure-Command { $null = Get-Completion 'Get-NcpKmsKey 2ad' }
        $elapsed.TotalSeconds | Should -BeLessThan 2
        Get-Completion 'Get-NcpKmsKey 2ad' | Where-Object ResultType -eq ParameterValue | Should -BeNullOrEmpty
    }

    # TabExpansion2 would swallow what a completer throws.
    It 'does not throw when the service fails: <completer>' -ForEach @(
        @{ completer = 'KeyTagCompleter'; bound = @{} }
        @{ completer = 'KeyVersionCompleter'; bound = @{ KeyTag = '2ad' } }
        @{ completer = 'ApiKeyIdCompleter'; bound = @{} }
    ) {
        Add-Fault $emulator @{ code = '900'; times = -1 }
        (New-Object "NcpPowerShell.Completion.$completer").CompleteArgument('', '', '', $null, $bound) | Should -BeNullOrEmpty
        Get-EmulatorRequest $emulator -Faulty | Should -HaveCount 1
    }

    It 'offers nothing and asks nothing without a session' {
        Disconnect-Ncp
        Get-Completion 'Get-NcpKmsKey -KeyTag 2ad' | Where-Object ResultType -eq ParameterValue | Should -BeNullOrEmpty
        Get-EmulatorRequest $emulator | Should -BeNullOrEmpty
    }
}
