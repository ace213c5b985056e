BeforeAll {
    Import-Module $PSScriptRoot/../Emulator.psm1
    Import-NcpModule
    $emulator = Start-Emulator
    $null = Connect-Emulator $emulator
}

AfterAll {
    Disconnect-Ncp
    Stop-Emulator $emulator
}

Describe 'Get-NcpApiGatewayKey' {
    BeforeEach { Reset-Emulator $emulator }

    It 'lists the keys without their values' {
        $keys = Get-NcpApiGatewayKey
        $keys.Count | Should -BeGreaterThan 3
        $keys[0].PSObject.TypeNames[0] | Should -Be 'NcpPowerShell.ApiGateway.ApiGatewayKey'
        $keys.PrimaryKey | Where-Object { $_ } | Should -BeNullOrEmpty
        $keys[0].ModTime | Should -BeOfType ([DateTimeOffset])
        $keys[0].DomainCode | Should -Be PUB
    }

    It 'filters by name with wildcards' {
        (Get-NcpApiGatewayKey -Name 'BILLING*').ApiKeyName | Should -Be billing-prod, billing-stage
    }

    It 'tells one error for a name that no key has, and none for wildcards' {
        Get-NcpApiGatewayKey -Name bilingprod -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'NcpNotFound,*'
        $problems[0].TargetObject | Should -BeExactly bilingprod
        Get-NcpApiGatewayKey -Name 'biling*' -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'tells only that the listing failed, even if it lacks the name' {
        Add-Fault $emulator @{ status = 500; code = '900' }
        Get-NcpApiGatewayKey -Name bilingprod -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'NcpServiceFailed,*'
    }

    It 'gets a key by id with both values as secure strings' {
        $listed = Get-NcpApiGatewayKey -Name ledger
        $key = Get-NcpApiGatewayKey $listed.ApiKeyId
        $key.ApiKeyName | Should -Be ledger
        $key.PrimaryKey | Should -BeOfType ([securestring])
        $key.SecondaryKey | Should -BeOfType ([securestring])
    }

    It 'takes ids from the pipeline, by value and by property name, and keeps their order' {
        $ids = (Get-NcpApiGatewayKey).ApiKeyId
        ($ids | Get-NcpApiGatewayKey).ApiKeyId | Should -Be $ids
        (Get-NcpApiGatewayKey | Get-NcpApiGatewayKey).ApiKeyId | Should -Be $ids
    }

    It 'follows the pages of the listing' {
        Add-Fault $emulator @{ path = '/api/v1/api-keys?offset=0'; status = 200; body = '{"apiKeys":[{"apiKeyId":"a"},{"apiKeyId":"b"}],"total":3,"initialCount":0}' }
        Add-Fault $emulator @{ path = '/api/v1/api-keys?offset=2'; status = 200; body = '{"apiKeys":[{"apiKeyId":"c"}],"total":3}' }
        (Get-NcpApiGatewayKey).ApiKeyId | Should -Be a, b, c
    }

    It 'leaves absent fields null and keeps unknown ones' {
        Add-Fault $emulator @{ status = 200; body = '{"apiKeyId":"k","plan":"free"}' }
        $key = Get-NcpApiGatewayKey k
        $key.ApiKeyName | Should -BeNullOrEmpty
        $key.IsEnabled | Should -BeNullOrEmpty
        $key.PrimaryKey | Should -BeNullOrEmpty
        $key.AdditionalProperties.plan | Should -Be free
    }

    It 'gives <name> one error with the id as its target' -ForEach @(
        @{ name = 'an unknown id'; apiKeyId = 'nobody'; fault = $null; id = 'NcpNotFound' }
        @{ name = 'a bad id'; apiKeyId = 'a/b'; fault = $null; id = 'NcpInvalidIdentifier' }
        @{ name = 'an empty id'; apiKeyId = ''; fault = $null; id = 'NcpInvalidIdentifier' }
        @{ name = 'a denied key'; apiKeyId = 'k'; fault = @{ code = '210' }; id = 'NcpPermissionDenied' }
        @{ name = 'a forbidden key'; apiKeyId = 'k'; fault = @{ status = 403; body = '{"error":{"errorCode":"230","message":"Forbidden"}}' }; id = 'NcpPermissionDenied' }
        @{ name = 'an answer without an id'; apiKeyId = 'k'; fault = @{ status = 200; body = '{"apiKey":{}}' }; id = 'NcpUnexpectedAnswer' }
        @{ name = 'a bad date'; apiKeyId = 'k'; fault = @{ status = 200; body = '{"apiKeyId":"k","modTime":"yesterday"}' }; id = 'NcpUnexpectedAnswer' }
        @{ name = 'a failing gateway'; apiKeyId = 'k'; fault = @{ code = '510' }; id = 'NcpServiceFailed' }
    ) {
        if ($fault) { Add-Fault $emulator $fault }
        Get-NcpApiGatewayKey $apiKeyId -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike "$id,*"
        $problems[0].TargetObject | Should -Be $apiKeyId
    }
}
