BeforeAll {
    Import-Module $PSScriptRoot/../Emulator.psm1
    Import-NcpModule
    $emulator = Start-Emulator -ArgumentList '--access-key', 'AKIDEMOACCESSKEY0001'
    $session = Connect-Emulator $emulator

    function Get-View {
        # The lines of the rendered text, without colour, edges and blank lines.
        param([Parameter(ValueFromPipeline)] $InputObject, [switch] $List)
        begin { $items = [Collections.Generic.List[object]]::new() }
        process { $items.Add($InputObject) }
        end {
            if ($PSEdition -eq 'Core' -and $PSVersionTable.PSVersion -ge '7.2') { $PSStyle.OutputRendering = 'PlainText' }
            $text = if ($List) { $items | Format-List | Out-String -Width 120 } else { $items | Out-String -Width 120 }
            $text -split '\r?\n' | ForEach-Object TrimEnd | Where-Object { $_ }
        }
    }

    function ConvertTo-Local {
        param([string] $Utc, [string] $Format = 'yyyy-MM-dd HH:mm')
        [DateTimeOffset]::Parse("${Utc}Z", [cultureinfo]::InvariantCulture).LocalDateTime.ToString($Format)
    }
}

AfterAll {
    Disconnect-Ncp
    Stop-Emulator $emulator
}

Describe 'The table of' {
    It 'keys' {
        Get-NcpKmsKey -KeyName o* | Get-View | Should -Be @(
            'KeyName          Status   KeyType  RegisterDate      KeyTag'
            '-------          ------   -------  ------------      ------'
            "orders-db        ENABLE   AES256   $(ConvertTo-Local '2024-03-01 09:00')  2adfdbb6f02becbf221291a5907e47da5df07e52fb8ae782bf4e1a21ad"
            "old-gateway      REVOKE   AES256   $(ConvertTo-Local '2022-10-18 09:00')  5c77fa375f4017533609363ef5d9d079e50334345cf1111b4878a78d05"
        )
    }

    It 'key versions' {
        Get-NcpKmsKey -KeyName orders-db | Get-NcpKmsKeyVersion | Get-View | Should -Be @(
            'Version Status   IsCurrent RotatedDate       KeyTag'
            '------- ------   --------- -----------       ------'
            "1       DISABLE  False     $(ConvertTo-Local '2024-03-01 09:00')  2adfdbb6f02becbf221291a5907e47da5df07e52fb8ae782bf4e1a21ad"
            "2       ENABLE   False     $(ConvertTo-Local '2024-08-28 09:00')  2adfdbb6f02becbf221291a5907e47da5df07e52fb8ae782bf4e1a21ad"
            "3       ENABLE   True      $(ConvertTo-Local '2025-02-24 09:00')  2adfdbb6f02becbf221291a5907e47da5df07e52fb8ae782bf4e1a21ad"
        )
    }

    It 'token generators' {
        Get-NcpKmsKey -KeyName *e-* | Where-Object KeyName -ne device-id | Get-NcpKmsTokenGenerator | Get-View | Should -Be @(
            'Status    Tokens EnabledDate       DisabledDate      KeyTag'
            '------    ------ -----------       ------------      ------'
            "INACTIVE                           $(ConvertTo-Local '2024-05-30 09:00')  60956a604e4d606f494a17caf67edf907d1447c0ca4e030ab1b0937206"
        )
    }

    It 'NSML authentication keys' {
        Get-NcpNsmlAuthKey research* | Get-View | Should -Be @(
            'Title                    CreateTime           Fingerprint'
            '-----                    ----------           -----------'
            'research-laptop          2025-02-17 14:03:22  31:2f:91:28:5e:04:8e:09:bb:4a:ef:ef:23:62:79:94'
        )
    }

    It 'API Gateway keys' {
        Get-NcpApiGatewayKey -Name ledger* | Get-View | Should -Be @(
            'ApiKeyName            ApiKeyId     IsEnabled ModTime           Description'
            '----------            --------     --------- -------           -----------'
            "ledger                p5t1hzq4c6   True      $(ConvertTo-Local '2025-06-30 18:00')  Nightly export"
            "ledger-old            r9n6jya2f3   False     $(ConvertTo-Local '2024-05-08 00:21')  Before the export moved"
        )
    }

    It 'sessions' {
        $session | Get-View | Should -Be @(
            'AccessKey      Site    KmsBoundary CredentialSource         Endpoints'
            '---------      ----    ----------- ----------------         ---------'
            "AKID****0001   Public  Global      explicit                 $($emulator.Address)"
        )
    }

    It 'migrations' {
        (Get-NcpKmsKey a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8s9t0u1v2w3x4y5r6).MigrationInfo | Get-View | Should -Be @(
            'Status       TargetBoundary  StartDate         ErrorMessage'
            '------       --------------  ---------         ------------'
            "FAILED       JPN             $(ConvertTo-Local '2025-11-17 02:43')  {MIGRATION_ERROR_MESSAGE}"
        )
    }

    It 'session tests, which are lists unless one asks' {
        Test-NcpSession | Format-Table | Get-View | Should -Be @(
            'IsUsable IsReachable IsSignatureAccepted HasPermission Message'
            '-------- ----------- ------------------- ------------- -------'
            'True     True        True                True'
        )
        Test-NcpSession | Get-View | Should -Contain 'IsUsable            : True'
    }
}

Describe 'The list of' {
    It '<name> shows every property' -ForEach @(
        @{ name = 'keys'; get = { Get-NcpKmsKey -KeyName orders-db } }
        @{ name = 'key versions'; get = { Get-NcpKmsKey -KeyName orders-db | Get-NcpKmsKeyVersion -Version 1 } }
        @{ name = 'token generators'; get = { Get-NcpKmsKey -KeyName orders-db | Get-NcpKmsTokenGenerator } }
        @{ name = 'migrations'; get = { (Get-NcpKmsKey a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8s9t0u1v2w3x4y5r6).MigrationInfo } }
        @{ name = 'NSML authentication keys'; get = { Get-NcpNsmlAuthKey authkey } }
        @{ name = 'API Gateway keys'; get = { Get-NcpApiGatewayKey k2x7qbgro1 } }
        @{ name = 'session tests'; get = { Test-NcpSession } }
    ) {
        $item = & $get
        $labels = $item | Get-View -List | Where-Object { $_ -match '^(\w+)\s*:' } | ForEach-Object { $Matches[1] }
        $item.PSObject.Properties.Name | Where-Object { $_ -notin $labels } | Should -BeNullOrEmpty
    }

    It 'keys has local dates' {
        Get-NcpKmsKey -KeyName orders-db | Get-View -List |
            Should -Contain "RegisterDate         : $(ConvertTo-Local '2024-03-01 09:00:00' 'yyyy-MM-dd HH:mm:ss zzz')"
    }

    It 'API Gateway keys masks their values, plain ones too' {
        $lines = Reset-NcpApiGatewayKey k2x7qbgro1 -KeyType Primary -Force -AsPlainText | Get-View -List
        $lines | Should -Contain 'PrimaryKey           : ********'
        $lines | Should -Contain 'SecondaryKey         : ********'
    }
}

Describe 'Dates' {
    BeforeAll {
        $culture = [cultureinfo]::CurrentCulture
        $path = Join-Path $TestDrive dates.xml
        $items = @(Get-NcpKmsKey -KeyName old-gateway), @(Get-NcpNsmlAuthKey authkey), @(Get-NcpApiGatewayKey -Name ledger)
        $items | Export-Clixml $path

        function Get-ViewOfEach {
            param([object[]] $Group)
            foreach ($item in $Group) { $item | Get-View; $item | Get-View -List }
        }
        [cultureinfo]::CurrentCulture = ''
        $expected = Get-ViewOfEach $items
    }

    AfterEach { [cultureinfo]::CurrentCulture = $culture }

    It 'are the same in <_>' -ForEach en-US, en-GB, de-DE, fi-FI, ko-KR, th-TH, ar-SA {
        [cultureinfo]::CurrentCulture = $_
        Get-ViewOfEach $items | Should -Be $expected
        Get-ViewOfEach (Import-Clixml $path) | Should -Be $expected
    }
}

Describe 'What is shown beside a table' {
    It 'has the reason why a session cannot be used' {
        $bad = Connect-Ncp -Endpoint $emulator.Address -NotDefault -Credential ([pscredential]::new($emulator.AccessKey, (ConvertTo-Secret wrong)))
        $lines = & { Get-NcpKmsKey -KeyName orders-db; Test-NcpSession -Session $bad } | Out-String -Width 120
        $lines | Should -BeLike '*Message*Signature refused*'
    }
}

Describe 'Format-Wide' {
    It 'shows the names of <what>' -ForEach @(
        @{ what = 'keys'; get = { Get-NcpKmsKey -KeyName orders-db }; name = 'orders-db' }
        @{ what = 'NSML keys'; get = { Get-NcpNsmlAuthKey research-laptop }; name = 'research-laptop' }
        @{ what = 'API keys'; get = { Get-NcpApiGatewayKey -Name ledger }; name = 'ledger' }
    ) {
        (& $get | Format-Wide | Out-String).Trim() | Should -Be $name
    }
}

Describe 'The default properties of' {
    It '<_> are the columns of its table' -ForEach @(
        'NcpPowerShell.Kms.KmsKey'
        'NcpPowerShell.Kms.KmsMigrationInfo'
        'NcpPowerShell.Kms.KmsKeyVersion'
        'NcpPowerShell.Kms.KmsTokenGenerator'
        'NcpPowerShell.Nsml.NsmlAuthKey'
        'NcpPowerShell.ApiGateway.ApiGatewayKey'
        'NcpPowerShell.NcpSession'
        'NcpPowerShell.NcpSessionTest'
    ) {
        $tables = (Get-FormatData -TypeName $_).FormatViewDefinition.Control | Where-Object { $_ -is [Management.Automation.TableControl] }
        $columns = $tables.Rows.Columns.DisplayEntry.Value | ForEach-Object { if ($_ -match '\$_\.(\w+)') { $Matches[1] } else { $_ } }
        (Get-TypeData -TypeName $_).DefaultDisplayPropertySet.ReferencedProperties | Should -Be $columns
    }
}

Describe 'Objects' {
    It 'of <name> are what its OutputType says' -ForEach @(
        @{ name = 'Connect-Ncp'; get = { Connect-Emulator $emulator } }
        @{ name = 'Get-NcpSession'; get = { Get-NcpSession } }
        @{ name = 'Test-NcpSession'; get = { Test-NcpSession } }
        @{ name = 'Get-NcpKmsKey'; get = { Get-NcpKmsKey } }
        @{ name = 'Get-NcpKmsKeyVersion'; get = { Get-NcpKmsKey -KeyName orders-db | Get-NcpKmsKeyVersion } }
        @{ name = 'Get-NcpKmsTokenGenerator'; get = { Get-NcpKmsKey | Get-NcpKmsTokenGenerator } }
        @{ name = 'Get-NcpNsmlAuthKey'; get = { Get-NcpNsmlAuthKey } }
        @{ name = 'Get-NcpApiGatewayKey'; get = { Get-NcpApiGatewayKey } }
        @{ name = 'Reset-NcpApiGatewayKey'; get = { Reset-NcpApiGatewayKey k2x7qbgro1 -KeyType Primary -Force } }
    ) {
        $declared = (Get-Command $name).OutputType.Type
        $declared | Should -HaveCount 1
        & $get | ForEach-Object { $_.GetType() | Should -Be $declared }
    }

    It 'sort by their key when no property is named' {
        $tags = (Get-NcpKmsKey).KeyTag
        (Get-NcpKmsKey | Sort-Object).KeyTag | Should -Be ($tags | Sort-Object)
    }

    It 'sort by number where the key has one' {
        $versions = 10, 2, 1 | ForEach-Object { [NcpPowerShell.Kms.KmsKeyVersion]@{ KeyTag = 'tag'; Version = $_ } }
        ($versions | Sort-Object).Version | Should -Be 1, 2, 10
    }

    It 'sort, group and filter by date and number' {
        (Get-NcpKmsKey | Sort-Object RegisterDate)[0].KeyName | Should -Be old-gateway
        (Get-NcpKmsKey | Where-Object RegisterDate -gt ([datetime]'2025-01-01')).KeyName | Should -Be patients-kr
        (Get-NcpKmsKey -Detailed | Where-Object CurrentVersion -gt 2).KeyName | Should -Contain orders-db
    }

    It 'export to CSV as texts that can be read' {
        $csv = Get-NcpKmsKey -Detailed | ConvertTo-Csv -NoTypeInformation
        $csv | Where-Object { $_ -match 'System\.' } | Should -BeNullOrEmpty
        ($csv | ConvertFrom-Csv)[0].MigrationInfo | Should -Be 'FAILED -> JPN'
    }

    It 'export unknown fields to CSV and JSON' {
        Add-Fault $emulator @{ status = 200; body = '{"code":"SUCCESS","data":{"keyTag":"t","tier":"GOLD","size":3}}' }
        $key = Get-NcpKmsKey t
        ($key | ConvertTo-Csv | ConvertFrom-Csv).AdditionalProperties | Should -Be 'tier=GOLD; size=3'
        ($key | ConvertTo-Json -Depth 5 | ConvertFrom-Json).AdditionalProperties.tier | Should -Be GOLD
    }

    It 'survive serialization, views and all' {
        $path = Join-Path $TestDrive keys.xml
        $key = Get-NcpKmsKey -KeyName orders-db
        $key | Export-Clixml $path
        Import-Clixml $path | Get-View | Should -Be ($key | Get-View)
    }
}
