BeforeAll {
    Import-Module $PSScriptRoot/../Emulator.psm1
    Import-NcpModule
    $emulator = Start-Emulator -ArgumentList '--keys', 10000
    $null = Connect-Emulator $emulator
    $modulePath = (Get-Module NcpPowerShell).Path

    # What .NET itself counts in this process: requests that have not ended, and sockets.
    if ($PSEdition -eq 'Core') {
        Add-Type -TypeDefinition @'
using System.Diagnostics.Metrics;
using System.Threading;

public static class HttpCount
{
    private static long _requests;
    private static long _connections;
    private static readonly MeterListener Listener = Listen();

    public static long Requests => Interlocked.Read(ref _requests);

    public static long Connections => Interlocked.Read(ref _connections);

    private static MeterListener Listen()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name is "http.client.active_requests" or "http.client.open_connections")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, change, tags, state) =>
        {
            _ = instrument.Name == "http.client.active_requests"
                ? Interlocked.Add(ref _requests, change)
                : Interlocked.Add(ref _connections, change);
        });
        listener.Start();
        return listener;
    }
}
'@
        $null = [HttpCount]::Requests
    }

    function Get-Tag {
        param([int] $Count, [int] $First = 1)
        $First..($First + $Count - 1) | ForEach-Object { 'tag{0:d6}' -f $_ }
    }

    function Wait-Idle {
        # The emulator notices a closed connection a moment after it was closed.
        $patience = [Diagnostics.Stopwatch]::StartNew()
        while (($busy = (Invoke-Emulator $emulator stats).inFlight) -gt 0 -and $patience.Elapsed.TotalSeconds -lt 3) {
            Start-Sleep -Milliseconds 20
        }

        $busy
    }
}

AfterAll {
    Disconnect-Ncp
    Stop-Emulator $emulator
}

Describe 'Requests that overlap' {
    BeforeEach { Reset-Emulator $emulator }

    It 'keeps <limit> requests in flight with -ThrottleLimit <limit>' -ForEach @{ limit = 1 }, @{ limit = 8 }, @{ limit = 64 } {
        $null = Invoke-Emulator $emulator settings Put @{ latencyMs = 20 }
        $tags = Get-Tag 200
        ($tags | Get-NcpKmsKey -ThrottleLimit $limit).KeyTag | Should -Be $tags
        (Invoke-Emulator $emulator stats).maxInFlight | Should -Be $limit
    }

    It 'defaults to 8' {
        $null = Invoke-Emulator $emulator settings Put @{ latencyMs = 20 }
        $null = Get-Tag 100 | Get-NcpKmsKeyVersion
        (Invoke-Emulator $emulator stats).maxInFlight | Should -Be 8
    }

    It 'asks for no more than it can soon emit' {
        # A first answer that does not come must not let the input run ahead without bound.
        Add-Fault $emulator @{ path = '/kms/v1/keys/tag000001'; delayMs = 1500 }
        $taken = [Collections.Generic.List[string]]::new()
        $null = Get-Tag 500 | ForEach-Object { $taken.Add($_); $_ } | Get-NcpKmsKey -ThrottleLimit 4 | Select-Object -First 1
        $taken.Count | Should -BeLessOrEqual (4 * 32 + 2)
    }

    It 'emits each answer before it takes the next item, with -ThrottleLimit 1' {
        $tags = Get-Tag 10
        $pairs = $tags | ForEach-Object { $_ } -PipelineVariable tag | Get-NcpKmsKey -ThrottleLimit 1 | ForEach-Object { "$tag $($_.KeyTag)" }
        $pairs | Should -Be @($tags | ForEach-Object { "$_ $_" })
    }

    It 'emits what is ready while the producer is slow' {
        $seen = [Collections.Generic.List[string]]::new()
        1..3 | ForEach-Object { Start-Sleep -Milliseconds 250; $seen.Add("in $_"); 'tag{0:d6}' -f $_ } |
            Get-NcpKmsKey | ForEach-Object { $seen.Add("out $($_.KeyTag)") }
        $seen.IndexOf('out tag000001') | Should -BeLessThan $seen.IndexOf('in 3')
    }

    It 'does not hold the first answer back for later ones' {
        Add-Fault $emulator @{ pathPattern = 'tag0000(0[2-9]|[1-9])'; delayMs = 700; times = -1 }
        $first = [Diagnostics.Stopwatch]::StartNew()
        $at = $null
        Get-Tag 32 | Get-NcpKmsKey | ForEach-Object { if ($null -eq $at) { $at = $first.ElapsedMilliseconds } }
        $at | Should -BeLessThan 600
    }

    It 'fetches one page ahead and no further' {
        Get-NcpKmsKey | Select-Object -First 250 | Should -HaveCount 250
        Wait-Idle | Should -Be 0
        @(Get-EmulatorRequest $emulator).Count | Should -BeLessOrEqual 3
    }

    It 'puts an error in the place of its item, among 200' {
        $tags = Get-Tag 200
        $tags[57] = 'nobody'
        $results = $tags | Get-NcpKmsKey -ThrottleLimit 32 -ErrorAction Continue 2>&1
        $results[57] | Should -BeOfType ([Management.Automation.ErrorRecord])
        $results[56].KeyTag | Should -Be tag000057
        $results[58].KeyTag | Should -Be tag000059
        $results | Should -HaveCount 200
    }
}

Describe 'Whatever ends a command early, against a stalled server' {
    BeforeEach {
        Reset-Emulator $emulator
        Add-Fault $emulator @{ pathPattern = 'tag0000(0[2-9]|[1-9])'; delayMs = 600000; times = -1 }
    }

    AfterEach {
        if ($PSEdition -eq 'Core') {
            [HttpCount]::Requests | Should -Be 0 -Because 'the command waits for what it cancelled'
        }

        Wait-Idle | Should -Be 0
        $null = Invoke-Emulator $emulator faults Delete
        (Get-NcpKmsKey tag000001).KeyTag | Should -Be tag000001
    }

    It 'Select-Object -First' {
        $elapsed = Measure-Command { $script:first = Get-Tag 50 | Get-NcpKmsKey | Select-Object -First 1 }
        $first.KeyTag | Should -Be tag000001
        $elapsed.TotalSeconds | Should -BeLessThan 2
    }

    It 'an error downstream' {
        $elapsed = Measure-Command { { Get-Tag 50 | Get-NcpKmsKey | ForEach-Object { throw 'downstream' } } | Should -Throw downstream }
        $elapsed.TotalSeconds | Should -BeLessThan 2
    }

    It '-ErrorAction Stop' {
        $elapsed = Measure-Command { { @('nobody') + (Get-Tag 50) | Get-NcpKmsKey -ErrorAction Stop } | Should -Throw '*nobody*' }
        $elapsed.TotalSeconds | Should -BeLessThan 2
    }

    It 'Ctrl+C while <what>' -ForEach @(
        @{ what = 'answers are awaited'; script = { Get-NcpKmsKey tag000002, tag000003 }; fault = $null; retries = 0 }
        @{ what = 'the pipeline is full'; script = { 1..500 | ForEach-Object { 'tag{0:d6}' -f ($_ % 90 + 2) } | Get-NcpKmsKey }; fault = $null; retries = 0 }
        @{ what = 'a single request is awaited'; script = { Test-NcpSession }; fault = @{ delayMs = 600000 }; retries = 0 }
        @{ what = 'a retry waits'; script = { Get-NcpKmsKey tag000001 }; fault = @{ path = '/kms/v1/keys/tag000001'; code = '410'; retryAfter = '60'; times = -1 }; retries = 5 }
        @{ what = 'a body stalls'; script = { Get-NcpKmsKey tag000001 }; fault = @{ path = '/kms/v1/keys/tag000001'; stall = $true }; retries = 0 }
    ) {
        if ($fault) {
            Reset-Emulator $emulator
            Add-Fault $emulator $fault
        }

        $session = Connect-Emulator $emulator @{ MaximumRetryCount = $retries; NotDefault = $true }
        $powershell = [powershell]::Create()
        $null = $powershell.AddScript({
                param($module, $session, $script)
                Import-Module $module
                $PSDefaultParameterValues['*-Ncp*:Session'] = $session
                & ([scriptblock]::Create($script))
            }).AddArgument($modulePath).AddArgument($session).AddArgument("$script")
        $running = $powershell.BeginInvoke()
        $patience = [Diagnostics.Stopwatch]::StartNew()
        while (@(Get-EmulatorRequest $emulator).Count + (Invoke-Emulator $emulator stats).inFlight -eq 0 -and $patience.Elapsed.TotalSeconds -lt 5) {
            Start-Sleep -Milliseconds 20
        }

        # The client is a moment behind the emulator: to the body, or to the pause before a retry.
        Start-Sleep -Milliseconds 200
        $powershell.BeginStop($null, $null).AsyncWaitHandle.WaitOne(1500) | Should -BeTrue
        $powershell.InvocationStateInfo.State | Should -Be Stopped
        $running.IsCompleted | Should -BeTrue
        $powershell.Dispose()
        $session | Disconnect-Ncp
    }

    It 'leaves no connection behind, after 30 early ends' {
        $before = (Invoke-Emulator $emulator stats).openConnections
        1..30 | ForEach-Object { $null = Get-Tag 50 | Get-NcpKmsKey | Select-Object -First 1 }
        Wait-Idle | Should -Be 0
        (Invoke-Emulator $emulator stats).openConnections | Should -BeLessOrEqual ($before + 2)
        if ($PSEdition -eq 'Core') {
            $session = Connect-Emulator $emulator @{ NotDefault = $true }
            $ours = [HttpCount]::Connections
            $null = Get-NcpKmsKey tag000001 -Session $session
            [HttpCount]::Connections | Should -BeGreaterThan $ours -Because 'otherwise nothing was counted'
            $session | Disconnect-Ncp
            [HttpCount]::Connections | Should -BeLessOrEqual $ours
        }
    }
}

Describe 'Retries' {
    BeforeEach {
        Reset-Emulator $emulator
        $session = Connect-Emulator $emulator @{ MaximumRetryCount = 4; NotDefault = $true }
    }

    It 'repeats a read after <name>, with a fresh signature' -ForEach @(
        @{ name = 'a broken connection'; fault = @{ abort = $true } }
        @{ name = 'a truncated body'; fault = @{ truncate = $true } }
        @{ name = '408'; fault = @{ status = 408 } }
        @{ name = '429/410'; fault = @{ code = '410' } }
        @{ name = '429/420'; fault = @{ code = '420' } }
        @{ name = '500'; fault = @{ code = '900' } }
        @{ name = '502'; fault = @{ status = 502; body = '<html>Bad Gateway</html>'; contentType = 'text/html' } }
        @{ name = '503'; fault = @{ code = '500' } }
        @{ name = '504'; fault = @{ code = '510' } }
    ) {
        $fault.times = 2
        Add-Fault $emulator $fault
        $verbose = Get-NcpKmsKey tag000001 -Session $session -Verbose -WarningAction SilentlyContinue 4>&1
        ($verbose | Where-Object { $_ -isnot [Management.Automation.VerboseRecord] }).KeyTag | Should -Be tag000001
        @($verbose | Where-Object { "$_" -like '*Attempt * of 5 follows*' }) | Should -HaveCount 2
        $requests = Get-EmulatorRequest $emulator
        $requests | Should -HaveCount 3
        $requests.signature | Sort-Object -Unique | Should -Be valid
    }

    It 'does not repeat <name>' -ForEach @(
        @{ name = 'a used-up quota'; fault = @{ status = 429; body = '{"error":{"errorCode":"400","message":"Quota Exceeded"}}' } }
        @{ name = '400'; fault = @{ code = '100' } }
        @{ name = '401'; fault = @{ code = '210' } }
        @{ name = '404'; fault = @{ code = '300' } }
        @{ name = '501'; fault = @{ status = 501 } }
        @{ name = 'garbage'; fault = @{ garbage = $true } }
    ) {
        Add-Fault $emulator $fault
        Get-NcpKmsKey tag000001 -Session $session -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Get-EmulatorRequest $emulator | Should -HaveCount 1
    }

    It 'gives up after -MaximumRetryCount and says how often it tried' {
        Add-Fault $emulator @{ code = '900'; times = -1 }
        $session = Connect-Emulator $emulator @{ MaximumRetryCount = 2; NotDefault = $true }
        Get-NcpKmsKey tag000001 -Session $session -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Should -HaveCount 1
        $problems[0].Exception.Attempts | Should -Be 3
        Get-EmulatorRequest $emulator | Should -HaveCount 3
    }

    It 'waits as long as Retry-After says, in <form>' -ForEach @(
        @{ form = 'seconds'; value = { '1' } }
        @{ form = 'a date'; value = { [DateTimeOffset]::UtcNow.AddSeconds(2).ToString('R') } }
    ) {
        Add-Fault $emulator @{ code = '410'; retryAfter = (& $value) }
        $elapsed = Measure-Command { $null = Get-NcpKmsKey tag000001 -Session $session -WarningAction SilentlyContinue }
        $elapsed.TotalSeconds | Should -BeGreaterThan 0.9
        $elapsed.TotalSeconds | Should -BeLessThan 5
    }

    It 'warns of throttling once a command' {
        Add-Fault $emulator @{ code = '410'; times = 6 }
        $null = Get-Tag 20 | Get-NcpKmsKey -Session $session -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -HaveCount 1
        $warnings[0] | Should -BeLike '*throttling*'
    }
}

Describe 'A wrong clock' {
    BeforeEach { Reset-Emulator $emulator }

    It 'is corrected once, with a warning, and stays corrected' {
        $session = Connect-Emulator $emulator @{ NotDefault = $true }
        $null = Invoke-Emulator $emulator settings Put @{ clockOffsetSeconds = 3600 }
        $key = Get-NcpKmsKey tag000001 -Session $session -WarningVariable warnings -WarningAction SilentlyContinue
        $key.KeyTag | Should -Be tag000001
        $warnings | Should -HaveCount 1
        $warnings[0] | Should -Match '(3599|3600|3601) s behind'
        Get-EmulatorRequest $emulator | Should -HaveCount 2

        $null = Get-Tag 20 | Get-NcpKmsKey -Session $session -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -HaveCount 0
        Get-EmulatorRequest $emulator | Should -HaveCount 22
    }

    It 'is corrected for many requests at once with one warning' {
        $session = Connect-Emulator $emulator @{ NotDefault = $true }
        $null = Invoke-Emulator $emulator settings Put @{ clockOffsetSeconds = -900; latencyMs = 20 }
        $tags = Get-Tag 40
        ($tags | Get-NcpKmsKey -Session $session -ThrottleLimit 32 -WarningVariable warnings -WarningAction SilentlyContinue).KeyTag | Should -Be $tags
        $warnings | Should -HaveCount 1
    }

    It 'does not hide a wrong secret key' {
        $wrong = [pscredential]::new($emulator.AccessKey, (ConvertTo-Secret wrong))
        $session = Connect-Emulator $emulator @{ Credential = $wrong; NotDefault = $true }
        $null = Invoke-Emulator $emulator settings Put @{ clockOffsetSeconds = 3600 }
        Get-NcpKmsKey tag000001 -Session $session -ErrorVariable problems -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'NcpAuthenticationFailed,*'
        Get-EmulatorRequest $emulator | Should -HaveCount 2
    }
}

Describe 'What a command tells' {
    BeforeEach { Reset-Emulator $emulator }

    It 'is one verbose line a request' {
        $lines = Get-Tag 3 | Get-NcpKmsKey -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }
        $lines | Should -HaveCount 3
        $lines | ForEach-Object { "$_" | Should -Match '^GET http://127\.0\.0\.1:\d+/kms/v1/keys/tag00000\d: 200 in \d+ ms \(attempt 1\)$' }
    }

    It 'follows $VerbosePreference' {
        $VerbosePreference = 'Continue'
        @(Get-NcpKmsKey tag000001 4>&1).Count | Should -Be 2
    }

    It 'is silent by default' {
        @(Get-NcpKmsKey tag000001 *>&1).Count | Should -Be 1
    }

    It 'is headers and redacted bodies with -Debug' {
        $DebugPreference = 'Continue'
        $text = Get-NcpNsmlAuthKey 5>&1 | Where-Object { $_ -is [Management.Automation.DebugRecord] } | Out-String -Width 500
        $text | Should -Match 'x-ncp-apigw-signature-v2: \[hidden\]'
        $text | Should -Match 'x-ncp-apigw-api-key: \[hidden\]'
        $text | Should -Match '"title":"authkey"'
        $text.Contains($emulator.NsmlApiKey) | Should -BeFalse
    }

    It 'is progress after a second, at most five times a second' {
        $null = Invoke-Emulator $emulator settings Put @{ latencyMs = 10 }
        $powershell = [powershell]::Create()
        $null = $powershell.AddScript({
                param($module, $session)
                Import-Module $module
                1..1500 | ForEach-Object { 'tag{0:d6}' -f $_ } | Get-NcpKmsKey -Session $session
                Get-NcpKmsKey tag000001 -Session $session
            }).AddArgument($modulePath).AddArgument((Get-NcpSession))
        $elapsed = Measure-Command { $null = $powershell.Invoke() }
        $records = @($powershell.Streams.Progress | Where-Object Activity -eq Get-NcpKmsKey)
        $powershell.Dispose()
        $records.Count | Should -BeGreaterThan 1
        $records.Count | Should -BeLessOrEqual ($elapsed.TotalSeconds * 5 + 1)
        $records[-1].RecordType | Should -Be Completed
    }
}

Describe 'Ten thousand tags, a third of the answers faulty' {
    BeforeEach {
        Reset-Emulator $emulator
        $faults = @(
            @{ abort = $true }, @{ truncate = $true }, @{ status = 408 }, @{ code = '410' }, @{ code = '420'; retryAfter = '0' }
            @{ code = '900' }, @{ status = 502; body = 'bad gateway' }, @{ code = '500' }, @{ code = '510' }
        )
        # Each of the nine hits every 24th request that those before it left over: about a third of all.
        foreach ($fault in $faults) {
            Add-Fault $emulator (@{ every = 24; times = -1 } + $fault)
        }

        $tags = Get-Tag 10000
    }

    It 'emits each once, in order, without an error when retries suffice' {
        $session = Connect-Emulator $emulator @{ MaximumRetryCount = 15; NotDefault = $true }
        $keys = $tags | Get-NcpKmsKey -Session $session -ThrottleLimit 64 -ErrorVariable problems -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $problems | Should -HaveCount 0
        Compare-Object $tags $keys.KeyTag -SyncWindow 0 | Should -BeNullOrEmpty
        @(Get-EmulatorRequest $emulator -Faulty).Count | Should -BeGreaterThan 3000
    }

    It 'emits one error for each faulty answer without retries' {
        $results = $tags | Get-NcpKmsKey -ThrottleLimit 64 -ErrorAction Continue -WarningAction SilentlyContinue 2>&1
        $results | Should -HaveCount 10000
        $problems = @($results | Where-Object { $_ -is [Management.Automation.ErrorRecord] })
        $faulty = @(Get-EmulatorRequest $emulator -Faulty)
        $faulty.Count | Should -BeGreaterThan 3000
        $problems.Count | Should -Be $faulty.Count
        $order = $results | ForEach-Object { if ($_ -is [Management.Automation.ErrorRecord]) { $_.TargetObject } else { $_.KeyTag } }
        Compare-Object $tags $order -SyncWindow 0 | Should -BeNullOrEmpty
    }
}

Describe 'One key reset from eight runspaces at once' {
    It 'serves as many resets as it reports, in 200 tries with faults' {
        Reset-Emulator $emulator
        $session = Connect-Emulator $emulator @{ MaximumRetryCount = 4; NotDefault = $true }
        $id = (Get-NcpApiGatewayKey -Session $session -Name ledger).ApiKeyId
        # Faults before the change, so that every failure reported is a reset that did not happen.
        foreach ($fault in @{ code = '410' }, @{ code = '500' }, @{ abort = $true }) {
            Add-Fault $emulator (@{ method = 'PATCH'; every = 10; times = -1 } + $fault)
        }

        $pool = [runspacefactory]::CreateRunspacePool(8, 8)
        $pool.Open()
        $runs = 1..8 | ForEach-Object {
            $powershell = [powershell]::Create()
            $powershell.RunspacePool = $pool
            $null = $powershell.AddScript({
                    param($module, $session, $id)
                    Import-Module $module
                    $WarningPreference = 'SilentlyContinue'
                    1..25 | ForEach-Object { Reset-NcpApiGatewayKey $id -KeyType Primary -Force -Session $session }
                }).AddArgument($modulePath).AddArgument($session).AddArgument($id)
            @{ PowerShell = $powershell; Handle = $powershell.BeginInvoke() }
        }
        $reported = $runs | ForEach-Object { $_.PowerShell.EndInvoke($_.Handle) }
        $problems = $runs | ForEach-Object { $_.PowerShell.Streams.Error }
        $pool.Dispose()

        $reported.Count + @($problems).Count | Should -Be 200
        @($problems).Count | Should -BeGreaterThan 0
        (Invoke-Emulator $emulator stats).resets | Should -Be $reported.Count
    }
}
