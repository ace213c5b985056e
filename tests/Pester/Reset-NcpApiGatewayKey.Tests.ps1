BeforeAll {
    Import-Module $PSScriptRoot/../Emulator.psm1
    Import-NcpModule
    $emulator = Start-Emulator
    $null = Connect-Emulator $emulator @{ MaximumRetryCount = 2 }

    function Get-PlainKey {
        param($ApiKeyId)
        $key = Get-NcpApiGatewayKey $ApiKeyId
        [pscustomobject]@{
            Primary   = [Net.NetworkCredential]::new('', $key.PrimaryKey).Password
            Secondary = [Net.NetworkCredential]::new('', $key.SecondaryKey).Password
        }
    }
}

AfterAll {
    Disconnect-Ncp
    Stop-Emulator $emulator
}

Describe 'Reset-NcpApiGatewayKey' {
    BeforeEach {
        Reset-Emulator $emulator
        $ledger = (Get-NcpApiGatewayKey -Name ledger).ApiKeyId
    }

    It 'changes the <type> key alone' -ForEach @{ type = 'Primary'; other = 'Secondary' }, @{ type = 'Secondary'; other = 'Primary' } {
        $before = Get-PlainKey $ledger
        $reset = Reset-NcpApiGatewayKey $ledger -KeyType $type -Force -AsPlainText
        $after = Get-PlainKey $ledger
        $after.$type | Should -Not -BeExactly $before.$type
        $after.$other | Should -BeExactly $before.$other
        $reset."${type}Key" | Should -BeExactly $after.$type
    }

    It 'emits secure strings unless plain text is asked for' {
        $key = Reset-NcpApiGatewayKey $ledger -KeyType Primary -Force
        $key.ApiKeyName | Should -Be ledger
        $key.PrimaryKey | Should -BeOfType ([securestring])
        $key.SecondaryKey | Should -BeOfType ([securestring])
        $plain = Reset-NcpApiGatewayKey $ledger -KeyType Primary -Force -AsPlainText
        $plain.PrimaryKey | Should -BeOfType ([string])
        $plain.SecondaryKey | Should -BeOfType ([string])
    }

    It 'sends the documented request' {
        $null = Reset-NcpApiGatewayKey $ledger -KeyType Secondary -Confirm:$false
        $request = Get-EmulatorRequest $emulator | Select-Object -Last 1
        $request.method | Should -Be PATCH
        $request.target | Should -Be "/api/v1/api-keys/$ledger"
        $request.signature | Should -Be valid
    }

    It 'resets disabled keys too' {
        (Get-NcpApiGatewayKey -Name ledger-old | Reset-NcpApiGatewayKey -KeyType Primary -Force).IsEnabled | Should -BeFalse
    }

    It 'sends nothing with -WhatIf, even with -Force' {
        $keys = Get-NcpApiGatewayKey -Name billing*
        $before = @(Get-EmulatorRequest $emulator).Count
        $keys | Reset-NcpApiGatewayKey -KeyType Secondary -WhatIf | Should -BeNullOrEmpty
        $keys | Reset-NcpApiGatewayKey -KeyType Secondary -WhatIf -Force | Should -BeNullOrEmpty
        $WhatIfPreference = $true
        $keys | Reset-NcpApiGatewayKey -KeyType Secondary -Force | Should -BeNullOrEmpty
        @(Get-EmulatorRequest $emulator).Count | Should -Be $before
    }

    It 'asks by default, and does nothing where nobody can answer' {
        $powershell = [powershell]::Create()
        $null = $powershell.AddScript({
                param($module, $session, $apiKeyId)
                Import-Module $module
                Reset-NcpApiGatewayKey $apiKeyId -KeyType Primary -Session $session
            }).AddArgument((Get-Module NcpPowerShell).Path).AddArgument((Get-NcpSession)).AddArgument($ledger)
        $powershell.Invoke() | Should -BeNullOrEmpty
        $powershell.Streams.Error.Exception.Message | Should -BeLike '*prompts the user*'
        $powershell.Dispose()
        (Invoke-Emulator $emulator stats).resets | Should -Be 0
    }

    It 'has the impact High and the confirmation parameters' {
        $command = Get-Command Reset-NcpApiGatewayKey
        $command.Parameters.Keys | Should -Contain WhatIf
        $command.Parameters.Keys | Should -Contain Confirm
        [Management.Automation.CommandMetadata]::new($command).ConfirmImpact | Should -Be High
    }

    It 'needs a key type' {
        (Get-Command Reset-NcpApiGatewayKey).Parameters['KeyType'].Attributes.Mandatory | Should -Contain $true
        { Reset-NcpApiGatewayKey $ledger -KeyType Third -Force } | Should -Throw -ErrorId 'CannotConvertArgumentNoMessage*'
    }

    It 'names the key before it is regenerated, with <name>' -ForEach @(
        @{ name = '-Force'; with = @{ Force = $true } }
        @{ name = '-Confirm:$false'; with = @{ Confirm = $false } }
    ) {
        $said = Reset-NcpApiGatewayKey k2x7qbgro1 -KeyType Primary @with -Verbose 4>&1 | ForEach-Object { if ($_ -is [Management.Automation.VerboseRecord]) { $_.Message } else { 'key' } }
        $said[0] | Should -BeLike '*regenerate the primary key*k2x7qbgro1*'
        $said[1] | Should -BeLike 'PATCH *'
        $said[2] | Should -Be key
    }

    It 'regenerates the key that an object names, not one inside it' {
        $xml = [xml]'<keys><key ApiKeyId="k2x7qbgro1"><replaces ApiKeyId="m8d3wvg079"/></key></keys>'
        ($xml.keys.key | Reset-NcpApiGatewayKey -KeyType Primary -Force).ApiKeyId | Should -Be k2x7qbgro1
    }

    It 'refuses both key types at once' {
        { Reset-NcpApiGatewayKey k2x7qbgro1 -KeyType Primary, Secondary -Force } | Should -Throw -ErrorId 'CannotConvertArgumentNoMessage,*'
        (Invoke-Emulator $emulator stats).resets | Should -Be 0
    }

    It 'takes keys from the pipeline one after the other' {
        $keys = Get-NcpApiGatewayKey -Name billing* | Reset-NcpApiGatewayKey -KeyType Secondary -Force
        $keys.ApiKeyName | Should -Be billing-prod, billing-stage
        $stats = Invoke-Emulator $emulator stats
        $stats.resets | Should -Be 2
        $stats.maxInFlight | Should -Be 1
    }

    It 'is never repeated after <name>, and says what to check' -ForEach @(
        @{ name = 'a connection that broke before'; fault = @{ abort = $true; when = 'before' }; resets = 0; id = 'NcpConnectionFailed' }
        @{ name = 'a connection that broke after'; fault = @{ abort = $true; when = 'after' }; resets = 1; id = 'NcpConnectionFailed' }
        @{ name = 'a truncated answer'; fault = @{ truncate = $true }; resets = 1; id = 'NcpConnectionFailed' }
        @{ name = 'a server error'; fault = @{ code = '900'; when = 'after' }; resets = 1; id = 'NcpServiceFailed' }
        @{ name = 'an unavailable backend'; fault = @{ code = '500' }; resets = 0; id = 'NcpServiceFailed' }
        @{ name = 'garbage'; fault = @{ garbage = $true; when = 'after' }; resets = 1; id = 'NcpUnexpectedAnswer' }
    ) {
        $fault.method = 'PATCH'
        Add-Fault $emulator $fault
        Reset-NcpApiGatewayKey $ledger -KeyType Primary -Force -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike "$id,*" -Because $problems[0]
        $problems[0].TargetObject | Should -Be $ledger
        $problems[0].Exception.MayHaveTakenEffect | Should -BeTrue
        $problems[0].ErrorDetails.RecommendedAction | Should -BeLike '*Get-NcpApiGatewayKey*'
        (Invoke-Emulator $emulator stats).resets | Should -Be $resets
        @(Get-EmulatorRequest $emulator | Where-Object method -eq PATCH) | Should -HaveCount 1
    }

    It 'is repeated after being throttled, once' {
        Add-Fault $emulator @{ method = 'PATCH'; code = '410' }
        Reset-NcpApiGatewayKey $ledger -KeyType Primary -Force -WarningAction SilentlyContinue | Should -Not -BeNullOrEmpty
        (Invoke-Emulator $emulator stats).resets | Should -Be 1
        @(Get-EmulatorRequest $emulator | Where-Object method -eq PATCH) | Should -HaveCount 2
    }

    It 'gives <name> one error' -ForEach @(
        @{ name = 'an unknown id'; apiKeyId = 'nobody'; fault = $null; id = 'NcpNotFound' }
        @{ name = 'a bad id'; apiKeyId = 'a/b'; fault = $null; id = 'NcpInvalidIdentifier' }
        @{ name = 'an empty id'; apiKeyId = ''; fault = $null; id = 'NcpInvalidIdentifier' }
        @{ name = 'a denied key'; apiKeyId = 'k'; fault = @{ code = '210' }; id = 'NcpPermissionDenied' }
        @{ name = 'an invalid request'; apiKeyId = 'k'; fault = @{ code = '100' }; id = 'NcpBadRequest' }
        @{ name = 'a used-up quota'; apiKeyId = 'k'; fault = @{ status = 429; body = '{"error":{"errorCode":"400","message":"Quota Exceeded"}}' }; id = 'NcpQuotaExceeded' }
    ) {
        if ($fault) { Add-Fault $emulator $fault }
        Reset-NcpApiGatewayKey $apiKeyId -KeyType Primary -Force -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike "$id,*"
        $problems[0].ErrorDetails.RecommendedAction | Should -Not -BeLike 'It may have taken effect*'
    }
}
