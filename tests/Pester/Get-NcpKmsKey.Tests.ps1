BeforeAll {
    Import-Module $PSScriptRoot/../Emulator.psm1
    Import-NcpModule
    $emulator = Start-Emulator -ArgumentList '--keys', 450
    $null = Connect-Emulator $emulator
    $seed = 'a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8s9t0u1v2w3x4y5r6'
}

AfterAll {
    Disconnect-Ncp
    Stop-Emulator $emulator
}

Describe 'Get-NcpKmsKey by tag' {
    BeforeEach { Reset-Emulator $emulator }

    It 'emits every field of the documented key' {
        $key = Get-NcpKmsKey $seed
        $key.PSObject.TypeNames[0] | Should -Be 'NcpPowerShell.Kms.KmsKey'
        $key.KeyId | Should -Be 12345
        $key.KeyTag | Should -BeExactly $seed
        $key.KeyName | Should -BeExactly '{KEY_NAME}'
        $key.Nrn | Should -BeExactly 'nrn:PUB:KMS::7891:Key/000-12345'
        $key.KeyType | Should -BeExactly 'AES256'
        $key.Status | Should -BeExactly 'ENABLE'
        $key.KeystoreId | Should -Be 1234
        $key.CurrentVersion | Should -Be 1
        $key.ProtectionType | Should -BeExactly 'BASIC'
        $key.Memo | Should -BeExactly '{KEY_DESCRIPTION}'
        $key.IsConvergent | Should -BeTrue
        $key.IsAutoRotation | Should -BeTrue
        $key.RotationPeriod | Should -Be 90
        $key.NextRotationDate | Should -BeOfType ([DateTimeOffset])
        $key.NextRotationDate.ToUnixTimeMilliseconds() | Should -Be 1741156631314
        $key.RegisterDate.ToUnixTimeMilliseconds() | Should -Be 1733380631000
        $key.BaseUrl | Should -BeExactly 'https://ocapi.ncloud.com'
        $key.MigrationInfo.Status | Should -BeExactly 'FAILED'
        $key.MigrationInfo.StartDate.ToUnixTimeMilliseconds() | Should -Be 1763347406000
    }

    It 'leaves absent fields null' {
        $key = Get-NcpKmsKey -KeyName invoice-seal -Detailed
        $key.NextRotationDate | Should -BeNullOrEmpty
        $key.DestroyDate | Should -BeNullOrEmpty
        $key.MigrationInfo | Should -BeNullOrEmpty
    }

    It 'keeps unknown fields' {
        Add-Fault $emulator @{ status = 200; body = '{"code":"SUCCESS","data":{"keyTag":"t","tier":"GOLD","more":{"a":[1,2]}}}' }
        $key = Get-NcpKmsKey t
        $key.AdditionalProperties.tier | Should -Be GOLD
        $key.AdditionalProperties.more.a | Should -Be 1, 2
    }

    It 'takes tags by position, by name, by value and by property name' {
        (Get-NcpKmsKey $seed).KeyTag | Should -Be $seed
        (Get-NcpKmsKey -KeyTag $seed).KeyTag | Should -Be $seed
        ($seed | Get-NcpKmsKey).KeyTag | Should -Be $seed
        ([pscustomobject]@{ KeyTag = $seed } | Get-NcpKmsKey).KeyTag | Should -Be $seed
        (Get-NcpKmsKey $seed | Get-NcpKmsKey).KeyTag | Should -Be $seed
    }

    It 'takes objects that have a BaseUrl too, from <name>' -ForEach @(
        @{ name = 'Select-Object'; shape = { $_ | Select-Object KeyTag, KeyName, BaseUrl } }
        @{ name = 'JSON'; shape = { $_ | ConvertTo-Json | ConvertFrom-Json } }
        @{ name = 'CSV'; shape = { $_ | ConvertTo-Csv | ConvertFrom-Csv } }
    ) {
        $item = Get-NcpKmsKey $seed | ForEach-Object $shape
        ($item | Get-NcpKmsKey).KeyTag | Should -Be $seed
        $item | Get-NcpKmsKeyVersion | Should -HaveCount 2
        ($item | Get-NcpKmsTokenGenerator).Status | Should -Be ACTIVE
    }

    It 'takes the tag of an object, as an argument too' {
        $key = Get-NcpKmsKey $seed
        (Get-NcpKmsKey $key).KeyTag | Should -Be $seed
        (Get-NcpKmsKey -KeyTag $key, $seed, ([pscustomobject]@{ KeyTag = $seed })).KeyTag | Should -Be @($seed, $seed, $seed)
        (@{ KeyTag = $seed } | Get-NcpKmsKey).KeyTag | Should -Be $seed
        $xml = [xml]"<keys><key KeyTag='$seed'><replaces KeyTag='other'/></key><key KeyTag='$seed'/></keys>"
        ($xml.keys.key | Get-NcpKmsKey).KeyTag | Should -Be @($seed, $seed)
        (Get-NcpKmsKey $xml.keys.key[0]).KeyTag | Should -Be $seed
    }

    It 'takes numbers for texts, bare or in an object' {
        Get-NcpKmsKey 12345, ([pscustomobject]@{ KeyTag = 12345 }), @{ KeyTag = 12345 } -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures.TargetObject | Should -Be @('12345', '12345', '12345')
    }

    It 'asks for nothing and shows nothing of <what>' -ForEach @(
        @{ what = 'an object without a tag'; id = 'InputObjectNotBound'; item = { [pscustomobject]@{ KeyName = 'n'; SecondaryKey = 'hunter2-value' } } }
        @{ what = 'a table without a tag'; id = 'InputObjectNotBound'; item = { @{ SecondaryKey = 'hunter2-value' } } }
        @{ what = 'an entry of a table'; id = 'InputObjectNotBound'; item = { @{ SecondaryKey = 'hunter2-value' }.GetEnumerator() | Write-Output } }
        @{ what = 'a table that contains itself'; id = 'InputObjectNotBound'; item = { $table = @{}; $table.KeyTag = $table; $table } }
        @{ what = 'an object whose tag is another object'; id = 'ParameterArgumentTransformationError'; item = { [pscustomobject]@{ KeyTag = [pscustomobject]@{ SecondaryKey = 'hunter2-value' } } } }
    ) {
        $item = & $item
        $item | Get-NcpKmsKey -ErrorVariable piped -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $piped | Should -HaveCount 1
        $piped[0].FullyQualifiedErrorId | Should -BeLike "$id,*"
        $given = { Get-NcpKmsKey $item } | Should -Throw -PassThru
        $given.FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError,*'
        $given.Exception.Message | Should -BeLike '*has no KeyTag that is a text. Give a KeyTag, or an object that has one.'
        $piped[0].Exception, $given.Exception | Out-String | Should -Not -BeLike '*hunter2*'
        Get-EmulatorRequest $emulator | Should -BeNullOrEmpty
    }

    It 'keeps input order when later keys answer first' {
        Add-Fault $emulator @{ path = '/kms/v1/keys/tag000001'; delayMs = 300; times = -1 }
        $tags = 1..40 | ForEach-Object { 'tag{0:d6}' -f $_ }
        ($tags | Get-NcpKmsKey).KeyTag | Should -Be $tags
        (Get-NcpKmsKey $tags).KeyTag | Should -Be $tags
    }

    It 'gives a bad item one error in its place and goes on' {
        $order = 'tag000001', 'nobody', 'tag000002' | Get-NcpKmsKey -ErrorAction Continue 2>&1
        $order[0].KeyTag | Should -Be tag000001
        $order[1] | Should -BeOfType ([Management.Automation.ErrorRecord])
        $order[1].TargetObject | Should -Be nobody
        $order[1].FullyQualifiedErrorId | Should -BeLike 'NcpNotFound,*'
        $order[2].KeyTag | Should -Be tag000002
    }

    It 'refuses <tag> before any request' -ForEach @(
        @{ tag = '' }, @{ tag = ' ' }, @{ tag = 'a/b' }, @{ tag = '..' }, @{ tag = 'a?b' }, @{ tag = 'a#b' }, @{ tag = 'a b' }, @{ tag = 'a\b' }
    ) {
        Get-NcpKmsKey -KeyTag $tag -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'NcpInvalidIdentifier,*'
        $problems[0].CategoryInfo.Category | Should -Be InvalidArgument
        Get-EmulatorRequest $emulator | Should -BeNullOrEmpty
    }

    It 'tells <status>/<code> as <id>, category <category>' -ForEach @(
        @{ status = 400; code = '100'; id = 'NcpBadRequest'; category = 'InvalidArgument' }
        @{ status = 401; code = '200'; id = 'NcpAuthenticationFailed'; category = 'AuthenticationError' }
        @{ status = 401; code = '210'; id = 'NcpPermissionDenied'; category = 'PermissionDenied' }
        @{ status = 403; code = '230'; id = 'NcpPermissionDenied'; category = 'PermissionDenied' }
        @{ status = 404; code = '300'; id = 'NcpNotFound'; category = 'ObjectNotFound' }
        @{ status = 413; code = '430'; id = 'NcpRequestTooLarge'; category = 'LimitsExceeded' }
        @{ status = 422; code = $null; id = 'NcpInvalidState'; category = 'InvalidOperation' }
        @{ status = 429; code = '400'; id = 'NcpQuotaExceeded'; category = 'LimitsExceeded' }
        @{ status = 429; code = '410'; id = 'NcpThrottled'; category = 'LimitsExceeded' }
        @{ status = 429; code = '420'; id = 'NcpThrottled'; category = 'LimitsExceeded' }
        @{ status = 500; code = '900'; id = 'NcpServiceFailed'; category = 'ResourceUnavailable' }
        @{ status = 503; code = '500'; id = 'NcpServiceFailed'; category = 'ResourceUnavailable' }
        @{ status = 504; code = '510'; id = 'NcpServiceFailed'; category = 'ResourceUnavailable' }
    ) {
        $fault = @{ status = $status }
        if ($code) { $fault.code = $code } else { $fault.body = '{"code":"UNPROCESSABLE_ENTITY","msg":"Invalid status","data":null}' }
        Add-Fault $emulator $fault
        Get-NcpKmsKey $seed -ErrorVariable problems -ErrorAction SilentlyContinue -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike "$id,*"
        $problems[0].CategoryInfo.Category | Should -Be $category
        $problems[0].TargetObject | Should -Be $seed
        $problems[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $problems[0].Exception | Should -BeOfType ([NcpPowerShell.Errors.NcpApiException])
        [int]$problems[0].Exception.StatusCode | Should -Be $status
        $problems[0].Exception.Method | Should -Be GET
        $problems[0].Exception.Path | Should -Be "/kms/v1/keys/$seed"
        $problems[0].Exception.RequestId | Should -Not -BeNullOrEmpty
    }

    It 'tells <name> as <id>, category <category>' -ForEach @(
        @{ name = 'a broken connection'; fault = @{ abort = $true }; id = 'NcpConnectionFailed'; category = 'ConnectionError' }
        @{ name = 'a truncated answer'; fault = @{ truncate = $true }; id = 'NcpConnectionFailed'; category = 'ConnectionError' }
        @{ name = 'garbage'; fault = @{ garbage = $true }; id = 'NcpUnexpectedAnswer'; category = 'InvalidResult' }
        @{ name = 'a failure behind 200'; fault = @{ status = 200; body = '{"code":"FORBIDDEN","msg":"Forbidden"}' }; id = 'NcpPermissionDenied'; category = 'PermissionDenied' }
        @{ name = 'a redirect'; fault = @{ status = 302; headers = @{ Location = 'http://127.0.0.1:1/' } }; id = 'NcpUnexpectedAnswer'; category = 'InvalidResult' }
    ) {
        Add-Fault $emulator $fault
        Get-NcpKmsKey $seed -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike "$id,*"
        $problems[0].CategoryInfo.Category | Should -Be $category
    }

    It 'tells a slow answer as NcpTimeout' {
        $session = Connect-Emulator $emulator @{ TimeoutSec = 1; NotDefault = $true }
        Add-Fault $emulator @{ delayMs = 60000 }
        Get-NcpKmsKey $seed -Session $session -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'NcpTimeout,*'
        $problems[0].CategoryInfo.Category | Should -Be OperationTimeout
    }

    It 'names clock and source when the secret key is wrong' {
        $wrong = [pscredential]::new($emulator.AccessKey, (ConvertTo-Secret wrong))
        $session = Connect-Emulator $emulator @{ Credential = $wrong; NotDefault = $true }
        $null = Invoke-Emulator $emulator settings Put @{ clockOffsetSeconds = 7 }
        Get-NcpKmsKey $seed -Session $session -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].Exception.Message | Should -BeLike 'Signature refused*your clock is [678] s behind; check the secret key of explicit.'
    }
}

Describe 'Get-NcpKmsKey without a tag' {
    BeforeEach { Reset-Emulator $emulator }

    It 'lists the keys of all pages, each once' {
        $keys = Get-NcpKmsKey
        $keys.Count | Should -BeGreaterThan 450
        ($keys.KeyTag | Sort-Object -Unique).Count | Should -Be $keys.Count
        @(Get-EmulatorRequest $emulator | Where-Object target -like '/kms/v1/keys[?]*').Count | Should -Be ([math]::Ceiling($keys.Count / 200))
    }

    It 'understands the other documented shape of the list' {
        $null = Invoke-Emulator $emulator settings Put @{ listShape = 'table' }
        (Get-NcpKmsKey).Count | Should -BeGreaterThan 450
    }

    It 'filters by name with wildcards and by status' {
        (Get-NcpKmsKey -KeyName 'INVOICE*').KeyName | Should -Be invoice-seal
        Get-NcpKmsKey -Status revoke | ForEach-Object Status | Sort-Object -Unique | Should -Be REVOKE
        (Get-NcpKmsKey -Status DISABLE, REVOKE).Count | Should -BeGreaterThan 1
    }

    It 'tells one error for a name that no key has, <with>' -ForEach @(
        @{ with = 'listed'; parameters = @{} }, @{ with = 'in full'; parameters = @{ Detailed = $true } }
    ) {
        Get-NcpKmsKey -KeyName nosuch @parameters -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'NcpNotFound,*'
        $problems[0].CategoryInfo.Category | Should -Be ObjectNotFound
        $problems[0].TargetObject | Should -BeExactly nosuch
        $problems[0].Exception.Message | Should -BeExactly "No key in the listing has the name 'nosuch'."
    }

    It 'tells no error for <name>' -ForEach @(
        @{ name = 'wildcards that match nothing'; list = { Get-NcpKmsKey -KeyName 'nosuch*' -ErrorAction Stop }; count = 0 }
        @{ name = 'a name whose key has another status'; list = { Get-NcpKmsKey -KeyName orders-db -Status REVOKE -ErrorAction Stop }; count = 0 }
        @{ name = 'a name in another case'; list = { Get-NcpKmsKey -KeyName ORDERS-DB -ErrorAction Stop }; count = 1 }
        @{ name = 'a listing that ends early'; list = { Get-NcpKmsKey -KeyName orders-db -ErrorAction Stop | Select-Object -First 1 }; count = 1 }
    ) {
        & $list | Should -HaveCount $count
    }

    It 'takes a name with escaped wildcards for a name without any' {
        Get-NcpKmsKey -KeyName 'no`*such' -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'NcpNotFound,*'
    }

    It 'tells only that the listing failed, even if it lacks the name' {
        Add-Fault $emulator @{ path = '/kms/v1/keys?pageNo=2'; status = 500; code = '900' }
        Get-NcpKmsKey -KeyName nosuch -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'NcpServiceFailed,*'
    }

    It 'warns once about states that are not documented' {
        $null = Get-NcpKmsKey -Status ENABLED, revoke, GONE -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -HaveCount 1
        $warnings[0].Message | Should -BeLike '*ENABLED, GONE*ENABLE, DISABLE, REVOKE*'
        $null = Get-NcpKmsKey -Status enable -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeNullOrEmpty
    }

    It 'filters by a state that is not documented all the same' {
        Add-Fault $emulator @{ status = 200; body = '{"code":"SUCCESS","data":{"totalPageNo":1,"keyList":[{"keyTag":"a","status":"ENABLED"},{"keyTag":"b","status":"ENABLE"}]}}' }
        (Get-NcpKmsKey -Status ENABLED -WarningAction SilentlyContinue).KeyTag | Should -Be a
    }

    It 'asks for the full key with -Detailed' {
        (Get-NcpKmsKey -KeyName orders-db).CurrentVersion | Should -BeNullOrEmpty
        (Get-NcpKmsKey -KeyName orders-db -Detailed).CurrentVersion | Should -Be 3
    }

    It 'asks nothing for an empty pipeline' {
        @() | Get-NcpKmsKey | Should -BeNullOrEmpty
        Get-EmulatorRequest $emulator | Should -BeNullOrEmpty
    }

    It 'reports a page that fails after what came before' {
        Add-Fault $emulator @{ path = '/kms/v1/keys?pageNo=2'; status = 500; code = '900' }
        $keys = Get-NcpKmsKey -ErrorVariable problems -ErrorAction SilentlyContinue
        $keys.Count | Should -Be 200
        $problems | Should -HaveCount 1
    }

    It 'reports a page that fails after the answers of keys before it, with -Detailed' {
        Add-Fault $emulator @{ path = '/kms/v1/keys?pageNo=2'; status = 500; code = '900' }
        $results = Get-NcpKmsKey -Detailed -ErrorAction Continue 2>&1
        $results | Should -HaveCount 201
        $results[200] | Should -BeOfType ([Management.Automation.ErrorRecord])
    }

    It 'asks one after the other with -ThrottleLimit 1, pages too' {
        $null = Invoke-Emulator $emulator settings Put @{ latencyMs = 1 }
        $null = Get-NcpKmsKey -Detailed -ThrottleLimit 1
        (Invoke-Emulator $emulator stats).maxInFlight | Should -Be 1
    }

    It 'does not follow a listing that repeats itself' {
        Add-Fault $emulator @{ times = -1; status = 200; body = '{"code":"SUCCESS","data":{"keyList":[{"keyTag":"a"}]}}' }
        $keys = Get-NcpKmsKey -ErrorVariable problems -ErrorAction SilentlyContinue
        $keys.KeyTag | Should -Be a
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'NcpUnexpectedAnswer,*'
    }

    It 'pipes into the other cmdlets' {
        Get-NcpKmsKey -KeyName orders-db | Get-NcpKmsKeyVersion | ForEach-Object Version | Should -Be 1, 2, 3
        (Get-NcpKmsKey -KeyName orders-db | Get-NcpKmsTokenGenerator).Status | Should -Be ACTIVE
    }

    It 'gives comparable objects' {
        (Get-NcpKmsKey | Sort-Object KeyName | Group-Object Status | Sort-Object Name).Name | Should -Be DISABLE, ENABLE, REVOKE
        Get-NcpKmsKey -KeyName orders-db | ConvertTo-Json | ConvertFrom-Json | ForEach-Object KeyName | Should -Be orders-db
    }
}
