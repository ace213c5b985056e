BeforeAll {
    Import-Module $PSScriptRoot/../Emulator.psm1
    Import-Module $PSScriptRoot/../Session.psm1
    Import-NcpModule
    $emulator = Start-Emulator
    $seed = 'a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8s9t0u1v2w3x4y5r6'

    function Use-EnvironmentPair {
        $env:NCLOUD_ACCESS_KEY_ID = $emulator.AccessKey
        $env:NCLOUD_SECRET_ACCESS_KEY = $emulator.SecretKey
        $env:NCLOUD_ENDPOINT = $emulator.Address
    }

    function Get-ProfileText ([string] $name) {
        "[$name]`nncloud_access_key_id = $($emulator.AccessKey)`nncloud_secret_access_key = $($emulator.SecretKey)`n"
    }
}

AfterAll {
    Stop-Emulator $emulator
}

Describe 'Connect-Ncp' {
    BeforeEach {
        $homePath = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item -ItemType Directory $homePath
        Reset-NcpEnvironment $homePath
        Reset-Emulator $emulator
    }

    AfterEach {
        Disconnect-Ncp
        Restore-NcpEnvironment
    }

    Context 'Connect-Ncp -Credential' {
        It 'makes the default session, without a request' {
            $session = Connect-Ncp -Credential (Get-EmulatorCredential $emulator) -Endpoint $emulator.Address
            $session | Should -BeOfType ([NcpPowerShell.NcpSession])
            $session.CredentialSource | Should -BeExactly explicit
            [object]::ReferenceEquals($session, (Get-NcpSession)) | Should -BeTrue
            Get-EmulatorRequest $emulator | Should -BeNullOrEmpty
            (Get-NcpKmsKey $seed).KeyTag | Should -Be $seed
        }

        It 'leaves the default as it is with -NotDefault' {
            $first = Connect-Emulator $emulator
            $second = Connect-Emulator $emulator @{ NotDefault = $true }
            [object]::ReferenceEquals($first, (Get-NcpSession)) | Should -BeTrue
            (Get-NcpKmsKey $seed -Session $second).KeyTag | Should -Be $seed
            $second | Disconnect-Ncp
            Get-NcpSession | Should -Not -BeNullOrEmpty
        }

        It 'beats the environment' {
            $env:NCLOUD_ACCESS_KEY_ID = 'half-a-pair'
            (Connect-Emulator $emulator).CredentialSource | Should -Be explicit
        }

        It 'prompts for the secret key of a bare access key' {
            $prompt = New-PromptHost (ConvertTo-Secret $emulator.SecretKey)
            $result = Invoke-Runspace -PSHost $prompt -Variable @{ emulator = $emulator; seed = $seed } -Script {
                $session = Connect-Ncp -Credential $emulator.AccessKey -Endpoint $emulator.Address
                (Get-NcpKmsKey $seed -Session $session).KeyTag
            }
            $result | Should -Be $seed
            $prompt.AskedFor | Should -BeExactly $emulator.AccessKey
        }

        It 'refuses a credential without <what>' -ForEach @(
            @{ what = 'a secret key'; credential = { [pscredential]::new('ak', [securestring]::new()) } }
            @{ what = 'an access key that a header can carry'; credential = { [pscredential]::new('a b', (ConvertTo-Secret sk)) } }
        ) {
            $problem = { Connect-Ncp -Credential (& $credential) } | Should -Throw -PassThru
            $problem.FullyQualifiedErrorId | Should -BeLike 'NcpInvalidCredential,*'
            Get-NcpSession | Should -BeNullOrEmpty
        }

        It 'has no parameter that takes a secret as a plain string' {
            foreach ($command in Get-Command -Module NcpPowerShell) {
                $strings = $command.Parameters.Values | Where-Object { $_.ParameterType -eq [string] }
                $strings.Name | Should -Not -Match 'secret|password|token'
                $strings | Where-Object Name -Match 'key$' | Should -BeNullOrEmpty -Because $command
            }
        }
    }

    Context 'Connect-Ncp without a source' {
        It 'takes the environment first' {
            Use-EnvironmentPair
            $null = Write-ProfileFile $homePath (Get-ProfileText DEFAULT)
            (Connect-Ncp).CredentialSource | Should -BeExactly environment
            (Get-NcpKmsKey $seed).KeyTag | Should -Be $seed
        }

        It 'takes the profile file next' {
            $null = Write-ProfileFile $homePath (Get-ProfileText DEFAULT)
            (Connect-Ncp -Endpoint $emulator.Address).CredentialSource | Should -BeExactly 'profile DEFAULT'
            (Get-NcpKmsKey $seed).KeyTag | Should -Be $seed
        }

        It 'takes the server role last' {
            $env:NCLOUD_METADATA_API_ENDPOINT = $emulator.Address
            $session = Connect-Ncp -Endpoint $emulator.Address
            $session.CredentialSource | Should -BeExactly 'server role emulator-role'
            $session.Expires | Should -BeGreaterThan ([DateTimeOffset]::Now)
            (Get-NcpKmsKey $seed).KeyTag | Should -Be $seed
        }

        It 'stops at half a pair in the environment and names <missing>' -ForEach @(
            @{ present = 'NCLOUD_ACCESS_KEY_ID'; missing = 'NCLOUD_SECRET_ACCESS_KEY' }
            @{ present = 'NCLOUD_ACCESS_KEY'; missing = 'NCLOUD_SECRET_ACCESS_KEY' }
            @{ present = 'NCLOUD_SECRET_ACCESS_KEY'; missing = 'NCLOUD_ACCESS_KEY_ID' }
            @{ present = 'NCLOUD_SECRET_KEY'; missing = 'NCLOUD_ACCESS_KEY_ID' }
        ) {
            $null = Write-ProfileFile $homePath (Get-ProfileText DEFAULT)
            Set-Item env:$present some-value
            $problem = { Connect-Ncp } | Should -Throw -PassThru
            $problem.FullyQualifiedErrorId | Should -BeLike 'NcpInvalidCredential,*'
            $problem.CategoryInfo.Category | Should -Be AuthenticationError
            $problem.Exception.Message | Should -BeLike "*$present*$missing*"
            Get-EmulatorRequest $emulator | Should -BeNullOrEmpty
        }

        It 'says what to do when there is nothing' {
            $started = Get-Date
            $problem = { Connect-Ncp } | Should -Throw -PassThru
            $problem.FullyQualifiedErrorId | Should -BeLike 'NcpNotConnected,*'
            $problem.Exception.Message | Should -BeLike '*-Credential*NCLOUD_ACCESS_KEY_ID*ncloud configure*server role*'
            $problem.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            ((Get-Date) - $started).TotalSeconds | Should -BeLessThan 3
        }
    }

    Context 'Connect-Ncp -ProfileName' {
        It 'reads the profile it is given, even when the environment has a pair' {
            $env:NCLOUD_ACCESS_KEY_ID = $env:NCLOUD_SECRET_ACCESS_KEY = 'other'
            $null = Write-ProfileFile $homePath (Get-ProfileText prod)
            (Connect-Ncp -ProfileName prod -Endpoint $emulator.Address).CredentialSource | Should -BeExactly 'profile prod'
            (Get-NcpKmsKey $seed).KeyTag | Should -Be $seed
        }

        It 'takes its name from NCLOUD_PROFILE with -ProfilePath alone' {
            $path = Write-ProfileFile $homePath ((Get-ProfileText a) + (Get-ProfileText b))
            $env:NCLOUD_PROFILE = 'b'
            (Connect-Ncp -ProfilePath $path).CredentialSource | Should -BeExactly 'profile b'
        }

        It 'calls the site that the profile names, unless <by> names another' -ForEach @(
            @{ by = 'nobody'; site = $null; parameters = @{}; expected = 'Gov' }
            @{ by = 'NCLOUD_SITE'; site = 'fin'; parameters = @{}; expected = 'Fin' }
            @{ by = '-Site'; site = 'fin'; parameters = @{ Site = 'Public' }; expected = 'Public' }
        ) {
            $null = Write-ProfileFile $homePath ((Get-ProfileText DEFAULT) + "ncloud_api_url = https://ncloud.apigw.gov-ntruss.com`n")
            $env:NCLOUD_SITE = $site
            (Connect-Ncp @parameters).Site | Should -Be $expected
            (Connect-Ncp -ProfileName DEFAULT @parameters).Site | Should -Be $expected
        }

        It 'does not send the keys of one site to the boundary of another' {
            $null = Write-ProfileFile $homePath ((Get-ProfileText DEFAULT) + "ncloud_api_url = https://ncloud.apigw.gov-ntruss.com`n")
            $problem = { Connect-Ncp -ProfileName DEFAULT -KmsBoundary KR } | Should -Throw -PassThru
            $problem.FullyQualifiedErrorId | Should -BeLike 'NcpInvalidEndpoint,*'
            Get-NcpSession | Should -BeNullOrEmpty
        }

        It 'is as if not there with -ServerRole:$false' {
            Use-EnvironmentPair
            (Connect-Ncp -ServerRole:$false).CredentialSource | Should -BeExactly environment
        }

        It 'reads -ProfilePath relative to the location' {
            $null = Write-ProfileFile $homePath (Get-ProfileText DEFAULT)
            Push-Location $homePath
            try {
                (Connect-Ncp -ProfilePath ./.ncloud/configure).CredentialSource | Should -BeExactly 'profile DEFAULT'
            } finally {
                Pop-Location
            }
        }

        It 'says which profiles there are' {
            $null = Write-ProfileFile $homePath ((Get-ProfileText dev) + (Get-ProfileText prod))
            $problem = { Connect-Ncp -ProfileName pord } | Should -Throw -PassThru
            $problem.FullyQualifiedErrorId | Should -BeLike 'NcpInvalidCredential,*'
            $problem.Exception.Message | Should -BeLike '*no profile pord*dev, prod*'
        }

        It 'says that there is no file' {
            $problem = { Connect-Ncp -ProfileName prod } | Should -Throw -PassThru
            $problem.FullyQualifiedErrorId | Should -BeLike 'NcpInvalidCredential,*'
            $problem.Exception.Message | Should -BeLike "*$homePath*"
        }

        It 'warns once of a file that others can read' -Skip:($PSEdition -ne 'Core' -or $IsWindows -or $env:NCP_TEST_EDITION -eq 'Desktop') {
            $path = Write-ProfileFile $homePath (Get-ProfileText DEFAULT) -Mode 640
            $null = Connect-Ncp -ProfilePath $path -WarningVariable first -WarningAction SilentlyContinue
            $null = Connect-Ncp -ProfilePath $path -WarningVariable second -WarningAction SilentlyContinue
            $null = Connect-Ncp -WarningVariable third -WarningAction SilentlyContinue
            $first | Should -HaveCount 1
            $first[0].Message | Should -BeLike "*$path*chmod 600*"
            $second + $third | Should -BeNullOrEmpty
        }

        It 'says nothing of a file that is private' {
            $path = Write-ProfileFile $homePath (Get-ProfileText DEFAULT) -Mode 600
            $null = Connect-Ncp -ProfilePath $path -WarningVariable warnings
            $warnings | Should -BeNullOrEmpty
        }

        It 'completes <typed>' -ForEach @(
            @{ typed = ''; expected = 'DEFAULT', 'prod-kr', "'two words'" }
            @{ typed = 'PR'; expected = 'prod-kr' }
            @{ typed = 'x'; expected = $null }
        ) {
            $null = Write-ProfileFile $homePath ((Get-ProfileText DEFAULT) + (Get-ProfileText prod-kr) + (Get-ProfileText 'two words'))
            $line = "Connect-Ncp -ProfileName $typed"
            (TabExpansion2 $line $line.Length).CompletionMatches | Where-Object ResultType -EQ ParameterValue |
                ForEach-Object CompletionText | Should -Be $expected
        }

        It 'completes from -ProfilePath, relative to the location' {
            $null = Write-ProfileFile $homePath (Get-ProfileText elsewhere)
            Push-Location $homePath
            try {
                $line = 'Connect-Ncp -ProfilePath ./.ncloud/configure -ProfileName '
                (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be elsewhere
            } finally {
                Pop-Location
            }
        }

        It 'completes nothing, and does not fail, <when>' -ForEach @(
            @{ when = 'without a file'; line = 'Connect-Ncp -ProfileName ' }
            @{ when = 'from a drive that is not there'; line = 'Connect-Ncp -ProfilePath nodrive:/x -ProfileName ' }
            @{ when = 'from a folder'; line = 'Connect-Ncp -ProfilePath . -ProfileName ' }
        ) {
            $count = $Error.Count
            $found = (TabExpansion2 $line $line.Length).CompletionMatches | Where-Object ResultType -NotIn ProviderItem, ProviderContainer
            $found | Should -BeNullOrEmpty
            $Error.Count | Should -Be $count
        }
    }

    Context 'Connect-Ncp -ServerRole' {
        It 'beats the environment' {
            Use-EnvironmentPair
            $env:NCLOUD_METADATA_API_ENDPOINT = $emulator.Address
            (Connect-Ncp -ServerRole).CredentialSource | Should -BeExactly 'server role emulator-role'
        }

        It 'renews without the operator noticing' {
            $env:NCLOUD_METADATA_API_ENDPOINT = $emulator.Address
            $null = Invoke-Emulator $emulator settings Put @{ roleLifetimeSeconds = 2 }
            $session = Connect-Ncp -ServerRole -Endpoint $emulator.Address
            $first = $session.AccessKey
            foreach ($round in 1..8) {
                (Get-NcpKmsKey $seed).KeyTag | Should -Be $seed
                Start-Sleep -Milliseconds 500
            }

            $session.AccessKey | Should -Not -Be $first
        }

        It 'tells that this is no server with a role' {
            $problem = { Connect-Ncp -ServerRole } | Should -Throw -PassThru
            $problem.FullyQualifiedErrorId | Should -BeLike 'NcpInvalidCredential,*'
            $problem.Exception.Message | Should -BeLike 'No server role*'
        }

        It 'refuses the metadata address <address>' -ForEach @(
            @{ address = 'file:///etc/passwd' }, @{ address = 'http://metadata.example' }, @{ address = 'gopher://127.0.0.1' }
        ) {
            $env:NCLOUD_METADATA_API_ENDPOINT = $address
            $problem = { Connect-Ncp -ServerRole } | Should -Throw -PassThru
            $problem.FullyQualifiedErrorId | Should -BeLike 'NcpInvalidEndpoint,*'
        }
    }

    Context 'Connect-Ncp and addresses' {
        It 'takes the site from NCLOUD_SITE, and -Site before it' {
            $credential = Get-EmulatorCredential $emulator
            $env:NCLOUD_SITE = 'gov'
            (Connect-Ncp -Credential $credential).Site | Should -Be Gov
            (Connect-Ncp -Credential $credential -Site Fin).Site | Should -Be Fin
            $env:NCLOUD_SITE = 'moon'
            (Connect-Ncp -Credential $credential -Site Public).Site | Should -Be Public
            $problem = { Connect-Ncp -Credential $credential } | Should -Throw -PassThru
            $problem.FullyQualifiedErrorId | Should -BeLike 'NcpInvalidEndpoint,*'
            $problem.Exception.Message | Should -BeLike "*moon*public, gov or fin*"
        }

        It 'takes endpoint and NSML key from the environment, and parameters before them' {
            $credential = Get-EmulatorCredential $emulator
            $env:NCLOUD_ENDPOINT = $emulator.Address
            $env:NCLOUD_NSML_API_KEY = $emulator.NsmlApiKey
            (Connect-Ncp -Credential $credential).Endpoints.Kms | Should -Be $emulator.Address
            (Get-NcpNsmlAuthKey).Count | Should -BeGreaterThan 1
            (Connect-Ncp -Credential $credential -Endpoint https://proxy.example).Endpoints.Kms.Host | Should -Be proxy.example
            $env:NCLOUD_ENDPOINT = 'not an address'
            { Connect-Ncp -Credential $credential } | Should -Throw -ErrorId 'NcpInvalidEndpoint,*'
            { Connect-Ncp -Credential $credential -Endpoint $emulator.Address } | Should -Not -Throw
        }

        It 'refuses <what>' -ForEach @(
            @{ what = 'clear text to another computer'; with = { @{ Endpoint = 'http://ncp.example' } } }
            @{ what = 'a password in the endpoint'; with = { @{ Endpoint = 'https://u:hunter2-pass@ncp.example' } } }
            @{ what = 'a password in the proxy'; with = { @{ Proxy = 'http://u:hunter2-pass@proxy.example:3128' } } }
            @{ what = 'a proxy that is no address'; with = { @{ Proxy = 'proxy/3128' } } }
            @{ what = 'a proxy of an unknown kind'; with = { @{ Proxy = 'ftp://proxy.example' } } }
            @{ what = 'a proxy credential without a proxy'; with = { @{ ProxyCredential = [pscredential]::new('u', (ConvertTo-Secret hunter2-pass)) } } }
            @{ what = 'a boundary that the site does not have'; with = { @{ Site = 'Gov'; KmsBoundary = 'KR' } } }
        ) {
            $with = & $with
            $problem = { Connect-Ncp -Credential (Get-EmulatorCredential $emulator) @with } | Should -Throw -PassThru
            $problem.FullyQualifiedErrorId | Should -BeLike 'NcpInvalidEndpoint,*'
            $problem.CategoryInfo.Category | Should -Be InvalidArgument
            ($problem | Format-List * -Force | Out-String) + ($problem.InvocationInfo.BoundParameters | Out-String) | Should -Not -BeLike '*hunter2*'
            Get-NcpSession | Should -BeNullOrEmpty
        }

        It 'tells before any request that the <site> site has no <service>' -ForEach @(
            @{ site = 'Fin'; service = 'KMS'; ask = { Get-NcpKmsKey abc } }
            @{ site = 'Fin'; service = 'NSML'; ask = { Get-NcpNsmlAuthKey } }
            @{ site = 'Gov'; service = 'NSML'; ask = { Get-NcpNsmlAuthKey } }
        ) {
            $null = Connect-Emulator $emulator @{ Site = $site }
            $problem = { & $ask } | Should -Throw -PassThru
            $problem.FullyQualifiedErrorId | Should -BeLike 'NcpServiceNotInSite,*'
            Get-EmulatorRequest $emulator | Should -BeNullOrEmpty
        }

        It 'takes the kinds of proxy that its edition can use' {
            $credential = Get-EmulatorCredential $emulator
            $isDesktop = [NcpPowerShell.NcpSession].Assembly.Location -like '*desktop*'
            foreach ($kind in 'https', 'socks5') {
                $connect = { Connect-Ncp -Credential $credential -Proxy "${kind}://proxy.example:1080" -NotDefault }
                if ($isDesktop) { $connect | Should -Throw -ErrorId 'NcpInvalidEndpoint,*' } else { & $connect | Should -Not -BeNullOrEmpty }
            }
        }

        It 'has no switch that skips certificate checks or follows redirects' {
            (Get-Command Connect-Ncp).Parameters.Keys | Should -Not -Match 'Skip|Insecure|Redirect|Certificate'
        }
    }
}
