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

Describe 'Get-NcpKmsKeyVersion' {
    BeforeEach { Reset-Emulator $emulator }

    It 'emits one object a version, with the documented fields' {
        $versions = Get-NcpKmsKeyVersion $seed
        $versions | Should -HaveCount 2
        $versions[0].PSObject.TypeNames[0] | Should -Be 'NcpPowerShell.Kms.KmsKeyVersion'
        $versions[0].KeyTag | Should -BeExactly a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8s9t0u1v2w3x4y5z6
        $versions[0].Version | Should -Be 1
        $versions[0].Status | Should -BeExactly ENABLE
        $versions[0].StatusDate.ToUnixTimeMilliseconds() | Should -Be 1733875954000
        $versions[0].RotatedDate.ToUnixTimeMilliseconds() | Should -Be 1732603460000
        $versions[0].IsCurrent | Should -BeFalse
        $versions[1].IsCurrent | Should -BeTrue
    }

    It 'leaves the status date null for a version that never changed' {
        (Get-NcpKmsKeyVersion $seed)[1].StatusDate | Should -BeNullOrEmpty
    }

    It 'keeps unknown fields' {
        Add-Fault $emulator @{ status = 200; body = '{"code":"SUCCESS","data":{"versionList":[{"version":1,"origin":"IMPORT"}]}}' }
        $version = Get-NcpKmsKeyVersion t
        $version.KeyTag | Should -Be t
        $version.AdditionalProperties.origin | Should -Be IMPORT
    }

    It 'filters by version' {
        (Get-NcpKmsKey -KeyName orders-db | Get-NcpKmsKeyVersion -Version 1, 3).Version | Should -Be 1, 3
    }

    It 'keeps the order of keys and versions' {
        Add-Fault $emulator @{ path = "/kms/v1/keys/$seed/versions"; delayMs = 200 }
        $versions = Get-NcpKmsKey -KeyName orders-db | ForEach-Object { $seed; $_.KeyTag } | Get-NcpKmsKeyVersion
        $versions.Version | Should -Be 1, 2, 1, 2, 3
    }

    It 'accepts its own output' {
        (Get-NcpKmsKey -KeyName orders-db | Get-NcpKmsKeyVersion -Version 2 | Get-NcpKmsKey).KeyName | Should -Be orders-db
    }

    It 'gives <name> one error with the tag as its target' -ForEach @(
        @{ name = 'an unknown key'; tag = 'nobody'; fault = $null; id = 'NcpNotFound' }
        @{ name = 'a bad tag'; tag = 'a/b'; fault = $null; id = 'NcpInvalidIdentifier' }
        @{ name = 'an empty tag'; tag = ''; fault = $null; id = 'NcpInvalidIdentifier' }
        @{ name = 'a denied key'; tag = 'k'; fault = @{ code = '210' }; id = 'NcpPermissionDenied' }
        @{ name = 'a refused signature'; tag = 'k'; fault = @{ code = '200' }; id = 'NcpAuthenticationFailed' }
        @{ name = 'a failing service'; tag = 'k'; fault = @{ code = '900' }; id = 'NcpServiceFailed' }
        @{ name = 'a list that is none'; tag = 'k'; fault = @{ status = 200; body = '{"code":"SUCCESS","data":{"versionList":{}}}' }; id = 'NcpUnexpectedAnswer' }
        @{ name = 'a version without a number'; tag = 'k'; fault = @{ status = 200; body = '{"code":"SUCCESS","data":{"versionList":[{}]}}' }; id = 'NcpUnexpectedAnswer' }
    ) {
        if ($fault) { Add-Fault $emulator $fault }
        Get-NcpKmsKeyVersion $tag -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike "$id,*"
        $problems[0].TargetObject | Should -Be $tag
    }
}
