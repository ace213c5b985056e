# Known secrets go into every entry of the module; then everything it leaves behind is searched for them.

BeforeDiscovery {
    Import-Module $PSScriptRoot/../Canary.psm1
    $combinations = foreach ($command in Get-CanaryCommand) {
        foreach ($fault in Get-CanaryFault) {
            # Connect-Ncp and Get-NcpSession ask nobody: one round is enough.
            if ($command.path -ne '/' -or -not $fault.fault) {
                $command + $fault
            }
        }
    }
}

BeforeAll {
    Import-Module $PSScriptRoot/../Emulator.psm1
    Import-Module $PSScriptRoot/../Session.psm1
    Import-Module $PSScriptRoot/../Canary.psm1
    Import-NcpModule
    $secrets = @{
        secretKey       = 'canarySecretKey/7hQ+x9Zr2LmW4=='
        nsmlApiKey      = 'canaryNsmlApiKey/5tB+k3Vn8PqX6=='
        proxyPassword   = 'canaryProxyPassword/1dF+j0Yc'
        wrongSecretKey  = 'canaryWrongSecretKey/8uG+i4Ae'
        primaryKey      = 'primarybillingprod0000000000000000000000'
        secondaryKey    = 'secondarybillingprod00000000000000000000'
        listedPrimary   = 'primaryledger000000000000000000000000000'
        listedSecondary = 'secondaryledger0000000000000000000000000'
    }
    $emulator = Start-Emulator -ArgumentList '--secret-key', $secrets.secretKey, '--nsml-api-key', $secrets.nsmlApiKey
    $echo = "$($secrets.secretKey) $($secrets.nsmlApiKey)"
    $dll = (Get-Command Connect-Ncp).DLL

    function Open-LoudRunspace ([string] $connect) {
        $runspace = [runspacefactory]::CreateRunspace()
        $runspace.Open()
        $state = $runspace.SessionStateProxy
        $state.SetVariable('credential', [pscredential]::new($emulator.AccessKey, (ConvertTo-Secret $secrets.secretKey)))
        $state.SetVariable('wrongCredential', [pscredential]::new($emulator.AccessKey, (ConvertTo-Secret $secrets.wrongSecretKey)))
        $state.SetVariable('proxyCredential', [pscredential]::new('someone', (ConvertTo-Secret $secrets.proxyPassword)))
        $state.SetVariable('nsmlApiKey', (ConvertTo-Secret $secrets.nsmlApiKey))
        $state.SetVariable('address', $emulator.Address)
        $state.SetVariable('secrets', $secrets)
        foreach ($stream in 'Verbose', 'Debug', 'Information', 'Warning', 'Progress') {
            $state.SetVariable("${stream}Preference", 'Continue')
        }

        # -Debug asks at each message in Windows PowerShell, and at each warning everywhere.
        $state.SetVariable('loud', $(if ($PSEdition -eq 'Core') { @{ Verbose = $true; Debug = $true; WarningAction = 'Continue' } } else { @{ Verbose = $true } }))
        $shell = [powershell]::Create()
        $shell.Runspace = $runspace
        $null = $shell.AddCommand('Import-Module').AddArgument($dll).AddParameter('Verbose', $false).AddStatement().AddScript($connect).Invoke()
        $shell.Dispose()
        $runspace
    }

    function Assert-NoSecret ($channels, [hashtable] $besides = @{}) {
        foreach ($channel in $channels.Keys) {
            $found = Find-Secret $channels[$channel] $secrets | Where-Object { -not ($besides[$channel] -and $_ -match $besides[$channel]) }
            $found | Should -BeNullOrEmpty -Because "channel $channel must not have it"
        }
    }
}

AfterAll {
    Stop-Emulator $emulator
}

Describe 'The search itself' {
    It 'finds a secret planted as <form>' -ForEach @(
        @{ form = 'plain text'; plant = { param($s) "x $s y" } }
        @{ form = 'text broken into lines'; plant = { param($s) $s -replace '(.{5})', "`$1`n   " } }
        @{ form = 'JSON'; plant = { param($s) ConvertTo-Json @{ a = $s } } }
        @{ form = 'JSON in ASCII'; plant = { param($s) $s.Replace('+', '\u002B').Replace('/', '\u002F').Replace('=', '\u003D') } }
        @{ form = 'XML'; plant = { param($s) ConvertTo-Clixml @{ a = $s } } }
        @{ form = 'a URL'; plant = { param($s) [uri]::EscapeDataString($s) } }
        @{ form = 'Base64 of UTF-8'; plant = { param($s) [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($s)) } }
        @{ form = 'a basic authorization'; plant = { param($s) [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("someone:$s")) } }
        @{ form = 'Base64 in Base64''s other phase'; plant = { param($s) [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("ab$s,")) } }
        @{ form = 'Base64 of UTF-16'; plant = { param($s) [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($s)) } }
        @{ form = 'hex of UTF-16'; plant = { param($s) [BitConverter]::ToString([Text.Encoding]::Unicode.GetBytes($s)).Replace('-', '') } }
        @{ form = 'half of it'; plant = { param($s) $s.Substring(0, [int]($s.Length / 2)) + '...' } }
    ) {
        Find-Secret (& $plant $secrets.secretKey) @{ secretKey = $secrets.secretKey } | Should -Not -BeNullOrEmpty
        Find-Secret (& $plant 'something/else+altogether/0123=') @{ secretKey = $secrets.secretKey } | Should -BeNullOrEmpty
    }

    It 'finds a secret planted in the <channel> channel by <leak>' -ForEach @(
        @{ channel = 'output'; leak = '$secrets.secretKey' }
        @{ channel = 'format *'; leak = '[pscustomobject]@{ a = $secrets.secretKey }' }
        @{ channel = 'json'; leak = '@{ a = @{ b = @{ c = @{ d = $secrets.secretKey } } } }' }
        @{ channel = 'clixml'; leak = '@{ a = @{ b = $secrets.secretKey } }' }
        @{ channel = 'error'; leak = 'Write-Error $secrets.secretKey' }
        @{ channel = 'error'; leak = 'Write-Error -Message x -TargetObject $secrets.secretKey' }
        @{ channel = 'error'; leak = 'Write-Error -Exception ([Exception]::new("x", [Exception]::new($secrets.secretKey)))' }
        @{ channel = 'error'; leak = '$e = [Exception]::new("x"); $e.Data.a = $secrets.secretKey; Write-Error -Exception $e' }
        @{ channel = '$Error'; leak = 'throw $secrets.secretKey' }
        @{ channel = 'errorClixml'; leak = 'Write-Error $secrets.secretKey' }
        @{ channel = 'warning'; leak = 'Write-Warning $secrets.secretKey' }
        @{ channel = 'verbose'; leak = 'Write-Verbose $secrets.secretKey' }
        @{ channel = 'debug'; leak = 'Write-Debug $secrets.secretKey' }
        @{ channel = 'information'; leak = 'Write-Information $secrets.secretKey' }
        @{ channel = 'progress'; leak = 'Write-Progress -Activity $secrets.secretKey' }
    ) {
        $runspace = Open-LoudRunspace ''
        try {
            $channels = Invoke-Captured $runspace $leak
            Find-Secret $channels[$channel] $secrets | Should -Not -BeNullOrEmpty
        } finally {
            $runspace.Dispose()
        }
    }
}

Describe 'No secret is in any channel' {
    BeforeAll {
        $runspace = Open-LoudRunspace '$null = Connect-Ncp -Credential $credential -Endpoint $address -NsmlApiKey $nsmlApiKey -MaximumRetryCount 1 -Verbose:$false'
        $observer = Connect-Emulator $emulator @{ NotDefault = $true }
    }

    BeforeEach {
        Reset-Emulator $emulator
    }

    AfterAll {
        $runspace.Dispose()
    }

    It 'of <command> with <failure>' -ForEach $combinations {
        Add-CanaryFault $emulator $fault $path $echo
        $channels = Invoke-Captured $runspace $text
        $channels.verbose + $channels.debug + $channels.error + $channels.output | Should -Not -BeNullOrEmpty -Because 'silence proves nothing'
        if ($fault -and $command -ne 'Test-NcpSession' -and $failure -ne 'an echo in unknown fields') {
            $channels.error + $channels.'$Error' | Should -Match 'Ncp\w+,' -Because 'the fault must have hit'
        }

        if ($command -like 'Reset-*') {
            $null = Invoke-Emulator $emulator faults Delete
            $after = Get-NcpApiGatewayKey k2x7qbgro1 -Session $observer
            $secrets.newPrimaryKey = [Net.NetworkCredential]::new('', $after.PrimaryKey).Password
        }

        # Outside of Windows Export-Clixml writes the SecureString of a key that was asked for as hex; SECURITY.md says so.
        $besides = if ($asksForKeys) { @{ clixml = '^(primaryKey|newPrimaryKey|secondaryKey) \(hexUtf16\)' } } else { @{} }
        Assert-NoSecret $channels $besides
    }

    It 'gives key values as secure strings to those who ask for them' {
        $key = Invoke-Runspace -Variable @{ c = (Get-EmulatorCredential $emulator); a = $emulator.Address } -Script {
            Get-NcpApiGatewayKey k2x7qbgro1 -Session (Connect-Ncp -Credential $c -Endpoint $a)
        }
        $key.PrimaryKey | Should -BeOfType ([securestring])
        [Net.NetworkCredential]::new('', $key.PrimaryKey).Password | Should -BeExactly $secrets.primaryKey
    }

    It 'of <command> after a timeout' -ForEach @(
        @{ command = 'Get-NcpKmsKey t' }, @{ command = 'Get-NcpNsmlAuthKey' }, @{ command = 'Reset-NcpApiGatewayKey k2x7qbgro1 Primary -Force' }
    ) {
        Add-Fault $emulator @{ delayMs = 60000 }
        $channels = Invoke-Captured $runspace "$command @loud -Session (Connect-Ncp -Credential `$credential -Endpoint `$address -NsmlApiKey `$nsmlApiKey -TimeoutSec 1 -MaximumRetryCount 0 -NotDefault)"
        $channels.error | Should -Match 'NcpTimeout,'
        Assert-NoSecret $channels
    }

    It 'of a new key that an unusable answer brings: <body>' -ForEach @(
        @{ status = 200; body = '{"apiKey":{"apiKeyId":5,"primaryKey":"primarybillingprod0000000000000000000000"}}' }
        @{ status = 200; body = '{"apiKey":{"apiKeyId":"k2x7qbgro1","primaryKey":"primarybillingprod0000000000000000000000"' }
        @{ status = 500; body = '{"apiKey":{"apiKeyId":"k2x7qbgro1","primaryKey":"primarybillingprod0000000000000000000000"' }
        @{ status = 500; body = '{"apiKey":{"apiKeyId":"k2x7qbgro1","primaryKey":"primarybillingprod0000000000000000000000"}}' }
    ) {
        Add-Fault $emulator @{ status = $status; body = $body }
        $channels = Invoke-Captured $runspace 'Reset-NcpApiGatewayKey k2x7qbgro1 Primary -Force @loud'
        $channels.error | Should -Match 'Ncp\w+,'
        Assert-NoSecret $channels
    }

    It 'of Connect-Ncp with <what>' -ForEach @(
        @{ what = 'a wrong secret key'; text = 'Connect-Ncp -Credential $wrongCredential -Endpoint $address @loud; Get-NcpKmsKey t @loud' }
        @{ what = 'an endpoint that is refused'; text = 'Connect-Ncp -Credential $credential -NsmlApiKey $nsmlApiKey -Endpoint http://ncp.example @loud' }
        @{ what = 'a password in the endpoint'; text = 'Connect-Ncp -Credential $credential -Endpoint "https://u:$([uri]::EscapeDataString($secrets.proxyPassword))@ncp.example" @loud' }
        @{ what = 'a password in the proxy'; text = 'Connect-Ncp -Credential $credential -Proxy "http://u:$([uri]::EscapeDataString($secrets.proxyPassword))@proxy.example" @loud' }
        @{ what = 'a proxy credential without a proxy'; text = 'Connect-Ncp -Credential $credential -ProxyCredential $proxyCredential @loud' }
        @{ what = 'a proxy that cannot be reached'; text = 'Connect-Ncp -Credential $credential -Endpoint https://ncp.example -Proxy http://127.0.0.1:1 -ProxyCredential $proxyCredential -MaximumRetryCount 0 @loud; Get-NcpKmsKey t @loud; Test-NcpSession @loud; Get-NcpSession' }
        @{ what = 'an NSML key that no header can carry'; text = 'Connect-Ncp -Credential $credential -NsmlApiKey (ConvertTo-SecureString ($secrets.nsmlApiKey + "`n") -AsPlainText -Force) @loud' }
        @{ what = 'a boundary that the site does not have'; text = 'Connect-Ncp -Credential $credential -NsmlApiKey $nsmlApiKey -Site Gov -KmsBoundary JP @loud' }
        @{ what = 'a session that is closed'; text = '$s = Connect-Ncp -Credential $credential -NsmlApiKey $nsmlApiKey -Endpoint $address -NotDefault @loud; Disconnect-Ncp $s; $s; Get-NcpNsmlAuthKey -Session $s @loud' }
    ) {
        $own = Open-LoudRunspace ''
        try {
            $channels = Invoke-Captured $own $text
            $channels.error + $channels.verbose | Should -Not -BeNullOrEmpty
            # What the engine itself keeps of -Credential when it is exported outside of Windows.
            Assert-NoSecret $channels @{ errorClixml = '\(hexUtf16\)' }
        } finally {
            $own.Dispose()
        }
    }

    It 'of Connect-Ncp from <source>' -ForEach @(
        @{ source = 'the environment'; name = 'environment' }
        @{ source = 'a profile file'; name = 'profile' }
        @{ source = 'half a pair in the environment'; name = 'half environment' }
        @{ source = 'half a pair in a profile file'; name = 'half profile' }
    ) {
        Reset-NcpEnvironment $TestDrive
        $own = Open-LoudRunspace ''
        try {
            switch -Wildcard ($name) {
                '*environment' { $env:NCLOUD_SECRET_ACCESS_KEY = $secrets.secretKey; $env:NCLOUD_NSML_API_KEY = $secrets.nsmlApiKey }
                'environment' { $env:NCLOUD_ACCESS_KEY_ID = $emulator.AccessKey }
                'profile' { $null = Write-ProfileFile $TestDrive "ncloud_access_key_id=$($emulator.AccessKey)`nncloud_secret_access_key=$($secrets.secretKey)" }
                'half profile' { $null = Write-ProfileFile $TestDrive "ncloud_secret_access_key=$($secrets.secretKey)" }
            }
            $env:NCLOUD_ENDPOINT = $emulator.Address
            Assert-NoSecret (Invoke-Captured $own 'Connect-Ncp @loud; Get-NcpSession @loud; Get-NcpKmsKey @loud; Test-NcpSession @loud')
            Assert-NoSecret (Invoke-Captured $own 'Disconnect-Ncp; Get-NcpNsmlAuthKey @loud')
        } finally {
            $own.Dispose()
            Restore-NcpEnvironment
        }
    }

    It 'of a server role, when it connects, renews and fails' {
        Reset-NcpEnvironment $TestDrive
        $env:NCLOUD_METADATA_API_ENDPOINT = $emulator.Address
        $own = Open-LoudRunspace ''
        try {
            $role = Invoke-RestMethod "$($emulator.Address)latest/meta-data/iam/security-credentials/emulator-role"
            $secrets.roleSecret = $role.SecretAccessKey
            Assert-NoSecret (Invoke-Captured $own 'Connect-Ncp -ServerRole -Endpoint $address @loud; Get-NcpKmsKey @loud; Get-NcpSession')
            Add-Fault $emulator @{ path = '/kms/'; status = 500; body = "{`"code`":`"X`",`"msg`":`"$($role.SecretAccessKey)`",`"x`":`"$($role.SecretAccessKey)`"}"; times = -1 }
            Assert-NoSecret (Invoke-Captured $own 'Get-NcpKmsKey t @loud')
            Add-Fault $emulator @{ path = '/latest/'; status = 200; body = "{`"AccessKeyId`":`"a`",`"SecretAccessKey`":`"$($role.SecretAccessKey)`"}"; times = -1 }
            Assert-NoSecret (Invoke-Captured $own 'Connect-Ncp -ServerRole @loud')
        } finally {
            $secrets.Remove('roleSecret')
            $own.Dispose()
            Restore-NcpEnvironment
        }
    }
}

Describe 'No secret is in what another process shows' {
    BeforeAll {
        $setup = @"
`$ErrorActionPreference = 'Continue'
Import-Module '$dll'
Import-Module '$PSScriptRoot/../Emulator.psm1'
Import-Module '$PSScriptRoot/../Canary.psm1'
`$address = [uri]'$($emulator.Address)'
`$emulator = [pscustomobject]@{ Address = `$address }
`$credential = [pscredential]::new('$($emulator.AccessKey)', (ConvertTo-Secret ([Console]::In.ReadLine())))
`$nsmlApiKey = ConvertTo-Secret ([Console]::In.ReadLine())
`$loud = @{ Verbose = `$true; WarningAction = 'Continue' }
"@
    }

    BeforeEach {
        Reset-Emulator $emulator
    }

    It 'neither in the transcript nor on the console, whatever goes wrong' {
        $transcript = Join-Path $TestDrive transcript.txt
        $script = Join-Path $TestDrive canary.ps1
        Set-Content $script @"
$setup
`$null = Start-Transcript '$transcript'
`$null = Connect-Ncp -Credential `$credential -Endpoint `$address -NsmlApiKey `$nsmlApiKey -MaximumRetryCount 0 @loud
`$echo = [Net.NetworkCredential]::new('', `$credential.Password).Password + ' ' + [Net.NetworkCredential]::new('', `$nsmlApiKey).Password
# Two of the KMS cmdlets stand for all; the other tests have each.
foreach (`$command in Get-CanaryCommand | Where-Object command -NotMatch 'Version|TokenGenerator') {
    foreach (`$fault in Get-CanaryFault) {
        Reset-Emulator `$emulator
        Add-CanaryFault `$emulator `$fault.fault `$command.path `$echo
        "### `$(`$command.command): `$(`$fault.failure)"
        & {
            `$DebugPreference = 'Continue'
            Invoke-Expression `$command.text | Format-List * -Force
        }
    }
}
`$Error | Format-List * -Force
`$null = Stop-Transcript
'planted: ' + `$nsmlApiKey.Length
"@
        $console = ($secrets.secretKey, $secrets.nsmlApiKey | & ([Diagnostics.Process]::GetCurrentProcess().Path) -NoProfile -File $script 2>&1 | Out-String -Width 1000)
        $written = Get-Content $transcript -Raw
        $console | Should -Match 'planted: \d+'
        foreach ($text in $written, $console) {
            $text | Should -Match '### Reset-NcpApiGatewayKey: an echo in unknown fields'
            $text | Should -Match 'Signature refused'
            Find-Secret $text $secrets | Should -BeNullOrEmpty
        }
    }

    It 'nor in the results of <kind>' -ForEach @(
        @{ kind = 'Start-Job' }, @{ kind = 'Start-ThreadJob' }
    ) {
        if (-not (Get-Command $kind -ErrorAction Ignore)) {
            Set-ItResult -Skipped -Because "this PowerShell has no $kind"
            return
        }

        Add-Fault $emulator @{ path = '/kms/v1/keys/echo'; status = 500; times = -1; body = '{"code":"X","msg":"@"}'.Replace('@', $echo) }
        $job = & $kind -ArgumentList $dll, (Get-EmulatorCredential $emulator), $emulator.Address, (ConvertTo-Secret $secrets.nsmlApiKey) -ScriptBlock {
            param($dll, [pscredential] $credential, $address, $nsmlApiKey)
            $VerbosePreference = $DebugPreference = 'Continue'
            Import-Module $dll -Verbose:$false
            Connect-Ncp -Credential $credential -Endpoint $address -NsmlApiKey $nsmlApiKey -MaximumRetryCount 0 -Verbose
            Get-NcpKmsKey
            Get-NcpNsmlAuthKey
            Get-NcpApiGatewayKey
            Get-NcpKmsKey echo
        }
        $null = $job | Wait-Job -Timeout 60
        $child = @($job.ChildJobs) + $job | Select-Object -First 1
        $text = @(
            $child.Output | Format-List * -Force | Out-String -Width 1000
            ConvertTo-Json @($child.Output) -Depth 10 -WarningAction SilentlyContinue
            ConvertTo-Clixml @($child.Output)
            Get-ErrorText @($child.Error)
            ConvertTo-Clixml @($child.Error)
            @($child.Verbose) + @($child.Debug) + @($child.Warning) | ForEach-Object Message
        ) -join "`n"
        $job | Remove-Job -Force
        $text | Should -Match 'NcpServiceFailed'
        $text | Should -Match 'x-ncp-apigw-signature-v2: \[hidden\]'
        Find-Secret $text $secrets | Should -BeNullOrEmpty
    }
}
