BeforeAll {
    Import-Module $PSScriptRoot/../Emulator.psm1
    Import-NcpModule
    $examples = Join-Path $PSScriptRoot ../../examples
    $manifest = Join-Path (Get-Module NcpPowerShell).ModuleBase NcpPowerShell.psd1
    $engine = [Diagnostics.Process]::GetCurrentProcess().MainModule.FileName

    function Set-CredentialVariable {
        [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '')]
        param($Emulator)
        $env:NCLOUD_ENDPOINT = $Emulator.Address
        $env:NCLOUD_ACCESS_KEY_ID = $Emulator.AccessKey
        $env:NCLOUD_SECRET_ACCESS_KEY = $Emulator.SecretKey
    }

    function New-GoodSeed {
        # One key that every check likes, as a file for --seed.
        [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '')]
        param([hashtable] $Change = @{})
        $info = @{
            keyId = 1; keyTag = 'good'; keyName = 'good-key'; keyType = 'AES256'; status = 'ENABLE'; currentVersion = 2
            isAutoRotation = $true; rotationPeriod = 90; registerDate = 1709283600000; memo = 'Orders'
        }
        foreach ($name in $Change.Keys) { $info[$name] = $Change[$name] }
        $versions = @(
            @{ version = 1; status = 'DISABLE'; statusDate = 1726563600000; rotatedDate = 1709283600000 }
            @{ version = 2; status = 'ENABLE'; rotatedDate = 1740387600000 }
        )
        $seed = @{ kmsKeys = @(@{ info = $info; versions = @{ keyTag = 'good'; currentVersion = 2; versionList = $versions } }) }
        $path = Join-Path $TestDrive seed.json
        [IO.File]::WriteAllText($path, (ConvertTo-Json $seed -Depth 6))
        $path
    }

    $default = Start-Emulator
    $good = Start-Emulator '--seed', "`"$(New-GoodSeed)`""
}

AfterAll {
    Stop-Emulator $default
    Stop-Emulator $good
}

Describe 'Every example' {
    It '<_.Name> says what it does and how' -ForEach (Get-ChildItem $PSScriptRoot/../../examples -Filter *.ps1) {
        $help = Get-Help $_.FullName
        $help.Synopsis.Trim() | Should -Match '\.$'
        @($help.examples.example).Count | Should -BeGreaterThan 1
        $parameters = $help.parameters.parameter | Where-Object name -NotIn WhatIf, Confirm
        $parameters.Count | Should -BeGreaterThan 0
        $parameters | ForEach-Object { $_.description.Text | Should -Not -BeNullOrEmpty -Because $_.name }
    }

    It '<_.Name> has no syntax that Windows PowerShell lacks' -Skip:(-not (Get-Module -ListAvailable PSScriptAnalyzer)) -ForEach (Get-ChildItem $PSScriptRoot/../../examples -Filter *.ps1) {
        $settings = @{ IncludeRules = 'PSUseCompatibleSyntax'; Rules = @{ PSUseCompatibleSyntax = @{ Enable = $true; TargetVersions = '5.1', '7.4' } } }
        Invoke-ScriptAnalyzer -Path $_.FullName -Settings $settings | Should -BeNullOrEmpty
    }
}

Describe 'KmsKeys.Tests.ps1' {
    BeforeAll {
        function Invoke-Check {
            # In a process of its own: a Pester inside a Pester shares its state. One line a failed test.
            param($Emulator, [string] $Data)
            Set-CredentialVariable $Emulator
            & $engine -NoProfile -Command @"
Import-Module '$manifest'
`$run = Invoke-Pester -Container (New-PesterContainer -Path '$examples/KmsKeys.Tests.ps1' -Data $Data) -Output None -PassThru
"`$(`$run.PassedCount) passed"
@(`$run.Failed) + @(`$run.FailedBlocks) | ForEach-Object { "`$(`$_.ExpandedName) | `$(`$_.ErrorRecord)" }
"@
        }
    }

    AfterAll { Get-ChildItem env:NCLOUD_* | Remove-Item }

    It 'finds every bad key of the default seed' {
        $lines = Invoke-Check $default "@{ DisabledSince = '2025-11-01' }"
        $lines[0] | Should -Be '1 passed'
        $lines.Count | Should -Be 5
        $lines[1] | Should -BeLike 'rotate by themselves | *invoice-seal*device-id*'
        $lines[1] | Should -Not -BeLike '*reports-2023*'
        $lines[2] | Should -BeLike 'rotate at least every 90 days | *orders-db: 180 days*patients-kr: 365 days*'
        $lines[3] | Should -BeLike 'do not wait for deletion | *old-gateway: deleted at *'
        $lines[4] | Should -BeLike 'have no version that was disabled after * | *5c77fa375f40* version 1*23b854b3ec52* version 1*'
    }

    It 'takes thresholds and exceptions' {
        $lines = Invoke-Check $default "@{ DisabledSince = '2030-01-01'; MaximumRotationPeriod = 180; Exclude = 'old-*', 'invoice-seal' }"
        $lines.Count | Should -Be 3
        $lines[1] | Should -BeLike 'rotate by themselves | *device-id*'
        $lines[1] | Should -Not -BeLike '*invoice-seal*'
        $lines[2] | Should -BeLike 'rotate at least every 180 days | *patients-kr*'
        $lines[2] | Should -Not -BeLike '*orders-db*'
    }

    It 'likes a good account' {
        Invoke-Check $good "@{ DisabledSince = '2025-11-01' }" | Should -Be '5 passed'
    }

    It 'does not pass when the listing fails' {
        Add-Fault $good @{ code = '210' }
        $lines = Invoke-Check $good '@{}'
        $lines[0] | Should -Be '0 passed'
        $lines[-1] | Should -BeLike '*Permission Denied*'
    }

    It 'does not pass without a key' {
        (Invoke-Check $good "@{ Exclude = '*' }")[1] | Should -BeLike 'are there | *'
    }
}

Describe 'github-actions/kms-keys.yml' {
    BeforeAll {
        $workflow = Get-Content (Join-Path $examples github-actions/kms-keys.yml) -Raw
        $null = $workflow -match '(?ms)- name: Check the keys\n.*?env:\n(?<env>.*?)        run: \|\n(?<run>.*?)^      - name'
        $step = $Matches

        function Invoke-Step {
            param($Emulator)
            Set-CredentialVariable $Emulator
            Copy-Item (Join-Path $examples KmsKeys.Tests.ps1) $TestDrive
            Set-Content (Join-Path $TestDrive step.ps1) $step.run
            Push-Location $TestDrive
            try {
                & $engine -NoProfile -Command "Import-Module '$manifest'; ./step.ps1" | Out-String
            } finally {
                Pop-Location
            }
        }
    }

    AfterAll { Get-ChildItem env:NCLOUD_* | Remove-Item }

    It 'takes the credentials from secrets of the same names' {
        [regex]::Matches($step.env, '(?m)^\s+(\w+): \$\{\{ secrets\.\1 \}\}$').Count | Should -Be 2
    }

    It 'fails on bad keys and leaves a result' {
        $out = Invoke-Step $default
        $LASTEXITCODE | Should -Not -Be 0 -Because $out
        Join-Path $TestDrive kms-keys.xml | Should -FileContentMatch 'invoice-seal'
    }

    It 'passes on good keys' {
        $out = Invoke-Step $good
        $LASTEXITCODE | Should -Be 0 -Because $out
    }
}

Describe 'Switch-ApiGatewayKey.ps1' {
    BeforeAll {
        $script = Join-Path $examples Switch-ApiGatewayKey.ps1
        $null = Connect-Emulator $default

        function Get-PlainKey {
            $key = Get-NcpApiGatewayKey $id
            @{
                Primary   = [Net.NetworkCredential]::new('', $key.PrimaryKey).Password
                Secondary = [Net.NetworkCredential]::new('', $key.SecondaryKey).Password
            }
        }

        function Add-SecretManagement {
            # What the script uses of it, keeping secrets in $secrets.
            New-Module SecretManagementDouble -ArgumentList $secrets {
                param($secrets)
                function Get-SecretVault { [pscustomobject]@{ Name = 'Vault'; IsDefault = $true } }
                function Test-SecretVault {
                    param($Name)
                    if ($secrets.ContainsKey('IsUnregistered')) { throw "There is no vault $Name." }
                    -not $secrets.ContainsKey('IsLocked')
                }
                function Set-Secret {
                    [CmdletBinding(SupportsShouldProcess)]
                    param($Name, $Secret, $Vault)
                    if ($secrets.ContainsKey('IsFull')) { throw 'The vault is full.' }
                    if ($PSCmdlet.ShouldProcess($Name)) { $secrets[$Name] = [Net.NetworkCredential]::new('', $Secret).Password }
                }
            } | Import-Module -Global
        }
    }

    BeforeEach {
        Reset-Emulator $default
        $id = (Get-NcpApiGatewayKey -Name ledger).ApiKeyId
        $before = Get-PlainKey
        $secrets = @{}
    }

    AfterEach { Remove-Module SecretManagementDouble -ErrorAction Ignore }

    AfterAll { Disconnect-Ncp }

    It 'replaces the value that is not in use and stores it, then the other' {
        Add-SecretManagement
        $prepared = & $script $id -InUse Primary -Step Prepare -Confirm:$false
        $middle = Get-PlainKey
        $middle.Primary | Should -BeExactly $before.Primary
        $middle.Secondary | Should -Not -BeExactly $before.Secondary
        $prepared.Secret | Should -Be "ApiGateway-$id"
        $secrets["ApiGateway-$id"] | Should -BeExactly $middle.Secondary

        $finished = & $script $id -InUse Primary -Step Finish -Confirm:$false
        $after = Get-PlainKey
        $after.Primary | Should -Not -BeExactly $before.Primary
        $after.Secondary | Should -BeExactly $middle.Secondary
        $secrets["ApiGateway-$id"] | Should -BeExactly $after.Secondary
        $finished.Regenerated | Should -Be Primary
        $finished.Secret | Should -BeNullOrEmpty
    }

    It 'works the other way round, with a name and a vault' {
        Add-SecretManagement
        $null = & $script $id -InUse Secondary -Step Prepare -SecretName ledger -Vault Vault -Confirm:$false
        $secrets.ledger | Should -BeExactly (Get-PlainKey).Primary
    }

    It 'says where the value is when SecretManagement is absent' {
        $null = & $script $id -InUse Primary -Step Prepare -Confirm:$false -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -HaveCount 1
        $warnings[0].Message | Should -BeLike "*stored nowhere*SecondaryKey*Get-NcpApiGatewayKey $id"
    }

    It 'regenerates nothing when <name>' -ForEach @(
        @{ name = 'a vault is named and SecretManagement is absent'; with = @{ Vault = 'Vault' }; present = $false }
        @{ name = 'the vault is not registered'; with = @{ Vault = 'Other' }; present = $true }
    ) {
        if ($present) { Add-SecretManagement }
        { & $script $id -InUse Primary -Step Prepare -Confirm:$false @with } | Should -Throw "*no vault '$($with.Vault)'*Nothing was regenerated*"
        (Invoke-Emulator $default stats).resets | Should -Be 0
    }

    It 'regenerates nothing when the key is unknown' {
        { & $script nobody -InUse Primary -Step Prepare -Confirm:$false } | Should -Throw
        (Invoke-Emulator $default stats).resets | Should -Be 0
    }

    It 'regenerates nothing when the vault <does>' -ForEach @(
        @{ does = 'says that it cannot be used'; state = 'IsLocked'; why = 'regenerated.' }
        @{ does = 'fails'; state = 'IsUnregistered'; why = 'regenerated. There is no vault Vault.' }
    ) {
        Add-SecretManagement
        $secrets[$state] = $true
        foreach ($with in @{}, @{ Vault = 'Vault' }) {
            { & $script $id -InUse Primary -Step Prepare -Confirm:$false @with } | Should -Throw "The vault 'Vault' cannot be used. Nothing was $why"
        }
        (Invoke-Emulator $default stats).resets | Should -Be 0
    }

    It 'says that the value is new when it cannot be stored' {
        Add-SecretManagement
        $secrets.IsFull = $true
        { & $script $id -InUse Primary -Step Prepare -Confirm:$false } | Should -Throw "*is new, but was not stored. Get it with Get-NcpApiGatewayKey $id*The vault is full."
    }

    It 'changes nothing with -WhatIf' {
        Add-SecretManagement
        foreach ($step in 'Prepare', 'Finish') {
            & $script $id -InUse Primary -Step $step -WhatIf | Should -BeNullOrEmpty
        }
        $secrets.Count | Should -Be 0
        (Invoke-Emulator $default stats).resets | Should -Be 0
    }

    It 'shows no value in any stream' {
        Add-SecretManagement
        $VerbosePreference = $DebugPreference = 'Continue'
        $out = & $script $id -InUse Primary -Step Prepare -Confirm:$false *>&1 | Format-List * | Out-String
        $out | Should -BeLike '*Secondary*'
        foreach ($value in @($before.Values) + @((Get-PlainKey).Values)) {
            $out | Should -Not -BeLike "*$value*"
        }
    }
}

Describe 'Export-KmsInventory.ps1' {
    BeforeAll {
        $script = Join-Path $examples Export-KmsInventory.ps1
        $path = Join-Path $TestDrive keys.csv
    }

    It 'has a line for each version of each key, in the order of the listing' {
        $null = Connect-Emulator $default
        Reset-Emulator $default
        & $script $path
        $lines = Import-Csv $path
        # The first key of the seed is a sample of the documentation, where the answer names another tag.
        $expected = Get-NcpKmsKey | Select-Object -Skip 1 | ForEach-Object { $key = $_; $_ | Get-NcpKmsKeyVersion | ForEach-Object { "$($key.KeyName) $($_.Version) $($_.Status)" } }
        $lines | Select-Object -Skip 2 | ForEach-Object { "$($_.KeyName) $($_.Version) $($_.VersionStatus)" } | Should -Be $expected
        $orders = $lines | Where-Object KeyName -EQ orders-db | Select-Object -First 1
        $orders.RotatedDateUtc | Should -Be '2024-03-01 09:00:00'
        $orders.StatusDateUtc | Should -Be '2024-09-17 09:00:00'
        $orders.IsAutoRotation | Should -Be True
        $orders.RotationPeriod | Should -Be 180
        ($lines | Where-Object KeyName -EQ device-id).Memo | Should -Match '^\p{IsHangulSyllables}+ '
        Disconnect-Ncp
    }

    It 'begins with a byte order mark' {
        [IO.File]::ReadAllBytes($path)[0..2] | Should -Be 0xEF, 0xBB, 0xBF
    }

    It 'overlaps its requests' {
        $many = Start-Emulator '--keys', '40'
        $null = Connect-Emulator $many
        $null = Invoke-Emulator $many settings Put @{ latencyMs = 20 }
        & $script $path
        (Invoke-Emulator $many stats).maxInFlight | Should -BeGreaterThan 4
        @(Import-Csv $path | Where-Object KeyTag -Like tag0000*).Count | Should -BeGreaterOrEqual 40
        Disconnect-Ncp
        Stop-Emulator $many
    }

    It 'writes no formulas' {
        $tricky = Start-Emulator '--seed', "`"$(New-GoodSeed @{ memo = '=HYPERLINK("http://x";"y")' })`""
        $null = Connect-Emulator $tricky
        & $script $path
        (Import-Csv $path)[0].Memo | Should -BeExactly '''=HYPERLINK("http://x";"y")'
        Disconnect-Ncp
        Stop-Emulator $tricky
    }
}
