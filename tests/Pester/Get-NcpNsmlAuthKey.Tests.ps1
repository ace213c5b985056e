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

Describe 'Get-NcpNsmlAuthKey' {
    BeforeEach { Reset-Emulator $emulator }

    It 'emits the documented keys' {
        $keys = Get-NcpNsmlAuthKey
        $keys[0].PSObject.TypeNames[0] | Should -Be 'NcpPowerShell.Nsml.NsmlAuthKey'
        $keys[0].Name | Should -BeExactly '*********************************'
        $keys[0].Title | Should -BeExactly authkey
        $keys[0].Fingerprint | Should -BeExactly '**:**:**:**:**:**:**:**:**:**:**:**:**:**:**:**'
        $keys[0].CreateTime | Should -Be ([datetime]'2024-09-03 09:36:40')
        $keys[0].CreateTime.Kind | Should -Be Unspecified
        $keys[1].Title | Should -BeExactly authkey111
    }

    It 'filters by title with wildcards' {
        (Get-NcpNsmlAuthKey -Title 'AUTH*').Title | Should -Be authkey, authkey111
        (Get-NcpNsmlAuthKey authkey).Title | Should -Be authkey
        Get-NcpNsmlAuthKey 'nobody*' -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'tells one error for a title that no key has' {
        Get-NcpNsmlAuthKey nobody -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'NcpNotFound,*'
        $problems[0].TargetObject | Should -BeExactly nobody
    }

    It 'tells only that the listing failed, even if it lacks the title' {
        Add-Fault $emulator @{ status = 500; body = 'oops' }
        Get-NcpNsmlAuthKey nobody -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'NcpServiceFailed,*'
    }

    It 'leaves absent fields null and keeps unknown ones' {
        Add-Fault $emulator @{ status = 200; body = '{"keyList":[{"title":"a","owner":"b"}]}' }
        $key = Get-NcpNsmlAuthKey
        $key.Name | Should -BeNullOrEmpty
        $key.CreateTime | Should -BeNullOrEmpty
        $key.AdditionalProperties.owner | Should -Be b
    }

    It 'sends the headers that NSML wants' {
        $null = Get-NcpNsmlAuthKey
        $request = Get-EmulatorRequest $emulator
        $request.target | Should -Be /nsml/v1/auth-keys
        $request.status | Should -Be 200
    }

    It 'is refused with another API key' {
        $session = Connect-Emulator $emulator @{ NsmlApiKey = (ConvertTo-Secret other); NotDefault = $true }
        Get-NcpNsmlAuthKey -Session $session -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'NcpAuthenticationFailed,*'
    }

    It 'sends nothing without an API key' {
        $session = Connect-Ncp -Credential (Get-EmulatorCredential $emulator) -Endpoint $emulator.Address -NotDefault
        Get-NcpNsmlAuthKey -Session $session -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'NcpMissingNsmlApiKey,*'
        Get-EmulatorRequest $emulator | Should -BeNullOrEmpty
    }

    It 'sends nothing to a site without NSML' {
        $session = Connect-Ncp -Credential (Get-EmulatorCredential $emulator) -Site Gov -NsmlApiKey (ConvertTo-Secret x) -NotDefault
        Get-NcpNsmlAuthKey -Session $session -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'NcpServiceNotInSite,*'
    }

    It 'tells <status> <body> as <id>' -ForEach @(
        @{ status = 400; body = ''; id = 'NcpBadRequest' }
        @{ status = 401; body = ''; id = 'NcpAuthenticationFailed' }
        @{ status = 403; body = ''; id = 'NcpPermissionDenied' }
        @{ status = 404; body = ''; id = 'NcpNotFound' }
        @{ status = 406; body = ''; id = 'NcpRejected' }
        @{ status = 500; body = 'oops'; id = 'NcpServiceFailed' }
        @{ status = 200; body = '{}'; id = 'NcpUnexpectedAnswer' }
        @{ status = 200; body = '{"keyList":[1]}'; id = 'NcpUnexpectedAnswer' }
        @{ status = 200; body = '{"keyList":[{"createTime":5}]}'; id = 'NcpUnexpectedAnswer' }
    ) {
        Add-Fault $emulator @{ status = $status; body = $body }
        Get-NcpNsmlAuthKey -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike "$id,*"
    }
}
