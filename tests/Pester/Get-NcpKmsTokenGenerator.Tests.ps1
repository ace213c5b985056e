BeforeAll {
    Import-Module $PSScriptRoot/../Emulator.psm1
    Import-NcpModule
    $emulator = Start-Emulator
    $null = Connect-Emulator $emulator
    $seed = 'a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8s9t0u1v2w3x4y5r6'
}

AfterAll {
    Disconnect-Ncp
    Stop-Emulator $emulator
}

Describe 'Get-NcpKmsTokenGenerator' {
    BeforeEach { Reset-Emulator $emulator }

    It 'emits an active generator with the documented fields' {
        $generator = Get-NcpKmsTokenGenerator $seed
        $generator.PSObject.TypeNames[0] | Should -Be 'NcpPowerShell.Kms.KmsTokenGenerator'
        $generator.KeyTag | Should -BeExactly $seed
        $generator.TokenGeneratorId | Should -BeExactly a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8s9t0u1v2w3x4y5z7
        $generator.Status | Should -BeExactly ACTIVE
        $generator.EnabledDate.ToUnixTimeMilliseconds() | Should -Be 1733708179000
        $generator.DisabledDate | Should -BeNullOrEmpty
        $generator.IssuedTokenCount | Should -Be 1
    }

    It 'emits an inactive generator with a status and a date only' {
        Add-Fault $emulator @{ status = 200; body = '{"code":"SUCCESS","data":{"status":"INACTIVE","disabledDate":1733447855000}}' }
        $generator = Get-NcpKmsTokenGenerator t
        $generator.Status | Should -BeExactly INACTIVE
        $generator.DisabledDate.ToUnixTimeMilliseconds() | Should -Be 1733447855000
        $generator.TokenGeneratorId | Should -BeNullOrEmpty
        $generator.EnabledDate | Should -BeNullOrEmpty
        $generator.IssuedTokenCount | Should -BeNullOrEmpty
    }

    It 'emits a generator for every state in the emulator''s data' {
        $generators = Get-NcpKmsKey | Get-NcpKmsTokenGenerator
        $generators.Status | Sort-Object -Unique | Should -Be ACTIVE, INACTIVE
        $generators.KeyTag | Should -Be (Get-NcpKmsKey).KeyTag
    }

    It 'keeps unknown fields' {
        Add-Fault $emulator @{ status = 200; body = '{"code":"SUCCESS","data":{"status":"ACTIVE","region":"KR"}}' }
        (Get-NcpKmsTokenGenerator t).AdditionalProperties.region | Should -Be KR
    }

    It 'gives <name> one error with the tag as its target' -ForEach @(
        @{ name = 'an unknown key'; tag = 'nobody'; fault = $null; id = 'NcpNotFound' }
        @{ name = 'a bad tag'; tag = 'a?b'; fault = $null; id = 'NcpInvalidIdentifier' }
        @{ name = 'an answer without data'; tag = 'k'; fault = @{ status = 200; body = '{"code":"SUCCESS"}' }; id = 'NcpUnexpectedAnswer' }
        @{ name = 'an answer without status'; tag = 'k'; fault = @{ status = 200; body = '{"code":"SUCCESS","data":{}}' }; id = 'NcpUnexpectedAnswer' }
        @{ name = 'a denied key'; tag = 'k'; fault = @{ code = '210' }; id = 'NcpPermissionDenied' }
        @{ name = 'a failing service'; tag = 'k'; fault = @{ code = '500' }; id = 'NcpServiceFailed' }
    ) {
        if ($fault) { Add-Fault $emulator $fault }
        Get-NcpKmsTokenGenerator $tag -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike "$id,*"
        $problems[0].TargetObject | Should -Be $tag
    }
}
