BeforeAll {
    Import-Module $PSScriptRoot/../Emulator.psm1
    Import-Module $PSScriptRoot/../Session.psm1
    Import-NcpModule
    $emulator = Start-Emulator
    $seed = 'a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8s9t0u1v2w3x4y5r6'

    function Use-EnvironmentPair ([string] $accessKey = $emulator.AccessKey) {
        $env:NCLOUD_ACCESS_KEY_ID = $accessKey
        $env:NCLOUD_SECRET_ACCESS_KEY = $emulator.SecretKey
        $env:NCLOUD_ENDPOINT = $emulator.Address
    }
}

AfterAll {
    Stop-Emulator $emulator
}

Describe 'Get-NcpSession' {
    BeforeEach {
        Reset-NcpEnvironment $TestDrive
        Reset-Emulator $emulator
    }

    AfterEach {
        Disconnect-Ncp
        Restore-NcpEnvironment
    }

    Context 'Get-NcpSession' {
        It 'shows source, masked access key, site, endpoints, expiry and when it was made' {
            $null = Connect-Emulator $emulator @{ Site = 'Gov'; TimeoutSec = 7; MaximumRetryCount = 3 }
            $session = Get-NcpSession
            $session.CredentialSource | Should -BeExactly explicit
            $session.AccessKey | Should -BeExactly ($emulator.AccessKey.Substring(0, 4) + '****' + $emulator.AccessKey.Substring($emulator.AccessKey.Length - 4))
            $session.Site | Should -Be Gov
            $session.Endpoints.Kms | Should -Be $emulator.Address
            $session.Endpoints.Nsml | Should -BeNullOrEmpty
            $session.Expires | Should -BeNullOrEmpty
            ([DateTimeOffset]::Now - $session.Created).TotalMinutes | Should -BeLessThan 1
            $session.TimeoutSec | Should -Be 7
            $session.MaximumRetryCount | Should -Be 3
            $session.IsClosed | Should -BeFalse
        }

        It 'prints them' {
            $null = Connect-Emulator $emulator
            $table = Get-NcpSession | Format-Table | Out-String -Width 200
            $table | Should -BeLike '*explicit*'
            $list = Get-NcpSession | Format-List | Out-String -Width 200
            foreach ($fact in 'explicit', '****', 'Public', [string]$emulator.Address, 'Created', 'Expires') {
                $list | Should -BeLike "*$fact*"
            }
        }

        It 'shows the end of a role''s credentials' {
            $env:NCLOUD_METADATA_API_ENDPOINT = $emulator.Address
            $null = Connect-Ncp -ServerRole
            (Get-NcpSession).Expires | Should -BeGreaterThan ([DateTimeOffset]::Now.AddMinutes(50))
            Get-NcpSession | Format-List | Out-String | Should -Match 'Expires\s*: \d{4}-'
        }

        It 'gives nothing when there is no session' {
            Get-NcpSession | Should -BeNullOrEmpty
            Get-NcpSession -Verbose 4>&1 | Should -BeLike '*Connect-Ncp*'
        }

        It 'belongs to its runspace' {
            $null = Connect-Emulator $emulator
            Invoke-Runspace -Script { Get-NcpSession } | Should -BeNullOrEmpty
        }

        It 'keeps two defaults in two runspaces apart' {
            $null = Connect-Emulator $emulator
            $other = Invoke-Runspace -Variable @{ emulator = $emulator; credential = [pscredential]::new('other-access-key', (ConvertTo-Secret x)) } -Script {
                $null = Connect-Ncp -Credential $credential -Endpoint $emulator.Address
                (Get-NcpSession).AccessKey
            }
            $other | Should -Be 'othe****-key'
            (Get-NcpSession).AccessKey | Should -Not -Be $other
        }
    }

    Context 'The session of the environment' {
        It 'serves cmdlets and Get-NcpSession without Connect-Ncp' {
            Use-EnvironmentPair
            (Get-NcpKmsKey $seed).KeyTag | Should -Be $seed
            (Get-NcpSession).CredentialSource | Should -BeExactly environment
        }

        It 'stays the same while the environment does' {
            Use-EnvironmentPair
            [object]::ReferenceEquals((Get-NcpSession), (Get-NcpSession)) | Should -BeTrue
        }

        It 'is made anew when <variable> changes' -ForEach @(
            @{ variable = 'NCLOUD_ACCESS_KEY_ID'; value = 'another-access-key' }
            @{ variable = 'NCLOUD_SECRET_ACCESS_KEY'; value = 'another-secret-key' }
            @{ variable = 'NCLOUD_SITE'; value = 'gov' }
            @{ variable = 'NCLOUD_ENDPOINT'; value = 'https://proxy.example' }
            @{ variable = 'NCLOUD_NSML_API_KEY'; value = 'another-api-key' }
        ) {
            Use-EnvironmentPair
            $before = Get-NcpSession
            Set-Item env:$variable $value
            [object]::ReferenceEquals($before, (Get-NcpSession)) | Should -BeFalse
        }

        It 'uses the pair of now, not of before' {
            Use-EnvironmentPair
            $null = Get-NcpKmsKey $seed
            $env:NCLOUD_ACCESS_KEY_ID = 'another-access-key'
            Get-NcpKmsKey $seed -ErrorAction SilentlyContinue -ErrorVariable problems
            $problems[0].FullyQualifiedErrorId | Should -BeLike 'NcpAuthenticationFailed,*'
            (Get-EmulatorRequest $emulator).accessKey | Should -Be $emulator.AccessKey, 'another-access-key'
            Remove-Item env:NCLOUD_ACCESS_KEY_ID, env:NCLOUD_SECRET_ACCESS_KEY
            Get-NcpSession | Should -BeNullOrEmpty
        }

        It 'gives way to Connect-Ncp and comes back after Disconnect-Ncp' {
            Use-EnvironmentPair
            (Get-NcpSession).CredentialSource | Should -Be environment
            $null = Connect-Emulator $emulator
            (Get-NcpSession).CredentialSource | Should -Be explicit
            Disconnect-Ncp
            (Get-NcpSession).CredentialSource | Should -Be environment
        }

        It 'is an error when <what>' -ForEach @(
            @{ what = 'half of the pair is missing'; variable = 'NCLOUD_SECRET_ACCESS_KEY'; value = ''; id = 'NcpInvalidCredential' }
            @{ what = 'the site is unknown'; variable = 'NCLOUD_SITE'; value = 'moon'; id = 'NcpInvalidEndpoint' }
            @{ what = 'the endpoint is not safe'; variable = 'NCLOUD_ENDPOINT'; value = 'http://ncp.example'; id = 'NcpInvalidEndpoint' }
        ) {
            Use-EnvironmentPair
            [Environment]::SetEnvironmentVariable($variable, $value)
            foreach ($ask in { Get-NcpSession }, { Get-NcpKmsKey $seed }, { Get-NcpNsmlAuthKey }, { Get-NcpApiGatewayKey }, { Test-NcpSession }) {
                $problem = $ask | Should -Throw -PassThru
                $problem.FullyQualifiedErrorId | Should -BeLike "$id,*"
            }

            Get-EmulatorRequest $emulator | Should -BeNullOrEmpty
        }

        It 'is never made from the profile file behind the operator''s back' {
            $null = Write-ProfileFile $TestDrive "ncloud_access_key_id=a`nncloud_secret_access_key=b"
            foreach ($ask in { Get-NcpKmsKey $seed }, { Get-NcpNsmlAuthKey }, { Get-NcpApiGatewayKey }, { Test-NcpSession }) {
                $problem = $ask | Should -Throw -PassThru
                $problem.FullyQualifiedErrorId | Should -BeLike 'NcpNotConnected,*'
                $problem.Exception.Message | Should -BeLike '*Connect-Ncp*'
            }
        }
    }

    Context 'Sessions side by side' {
        It 'is honoured by every cmdlet' {
            foreach ($command in Get-Command -Module NcpPowerShell | Where-Object Name -NotIn Connect-Ncp, Get-NcpSession) {
                $command.Parameters.Keys | Should -Contain Session -Because $command
            }
        }

        It 'uses the one it is given, not the default' {
            $null = Connect-Emulator $emulator
            $auditor = Connect-Emulator $emulator @{
                NotDefault = $true
                Credential = [pscredential]::new('key-auditor', (ConvertTo-Secret 'may-read-kms-but-no-api-keys'))
            }
            (Get-NcpKmsKey $seed -Session $auditor).KeyTag | Should -Be $seed
            Get-NcpApiGatewayKey -Session $auditor -ErrorAction SilentlyContinue -ErrorVariable problems
            $problems[0].FullyQualifiedErrorId | Should -BeLike 'NcpPermissionDenied,*'
            Get-NcpApiGatewayKey | Should -Not -BeNullOrEmpty
            (Get-EmulatorRequest $emulator).accessKey | Should -Be 'key-auditor', 'key-auditor', $emulator.AccessKey
        }

        It 'is safe in ForEach-Object -Parallel through $using:' -Skip:($PSEdition -ne 'Core') {
            $session = Connect-Emulator $emulator
            $dll = (Get-Command Connect-Ncp).DLL
            $tags = 1..24 | ForEach-Object -ThrottleLimit 8 -Parallel {
                Import-Module $using:dll
                (Get-NcpKmsKey $using:seed -Session $using:session).KeyTag
                if (Get-NcpSession) { throw 'The default of another runspace.' }
            }
            $tags | Should -HaveCount 24
            $tags | Sort-Object -Unique | Should -Be $seed
        }

        It 'is safe in Start-ThreadJob' -Skip:(-not (Get-Command Start-ThreadJob -ErrorAction Ignore)) {
            $session = Connect-Emulator $emulator
            $dll = (Get-Command Connect-Ncp).DLL
            $job = Start-ThreadJob { Import-Module $using:dll; (Get-NcpKmsKey $using:seed -Session $using:session).KeyTag }
            $job | Receive-Job -Wait -AutoRemoveJob | Should -Be $seed
        }
    }
}
