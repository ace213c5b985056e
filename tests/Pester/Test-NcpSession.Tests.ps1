BeforeAll {
    Import-Module $PSScriptRoot/../Emulator.psm1
    Import-NcpModule
    $emulator = Start-Emulator
}

AfterAll {
    Stop-Emulator $emulator
}

Describe 'Test-NcpSession' {
    BeforeEach {
        Reset-Emulator $emulator
        $null = Connect-Emulator $emulator
    }

    AfterEach {
        Disconnect-Ncp
    }

    It 'makes one signed request and tells that all is well' {
        $test = Test-NcpSession
        $test | Should -BeOfType ([NcpPowerShell.NcpSessionTest])
        $test.IsUsable | Should -BeTrue
        $test.IsReachable | Should -BeTrue
        $test.IsSignatureAccepted | Should -BeTrue
        $test.HasPermission | Should -BeTrue
        $test.ClockDifference | Should -Be ([timespan]::Zero)
        $test.Milliseconds | Should -BeGreaterThan 0
        $test.Endpoint.Host | Should -Be 127.0.0.1
        $test.Message | Should -BeNullOrEmpty
        Get-EmulatorRequest $emulator | Should -HaveCount 1
    }

    It 'tells <what> in an object, not in an error, after one request' -ForEach @(
        @{ what = 'a refused signature'; fault = @{ code = '200' }; reachable = $true; accepted = $false; permission = $null }
        @{ what = 'a missing permission'; fault = @{ code = '210' }; reachable = $true; accepted = $true; permission = $false }
        @{ what = 'throttling'; fault = @{ code = '410' }; reachable = $true; accepted = $null; permission = $null }
        @{ what = 'a failing service'; fault = @{ code = '900' }; reachable = $true; accepted = $null; permission = $null }
        @{ what = 'a redirect'; fault = @{ status = 302; headers = @{ Location = '/elsewhere' } }; reachable = $true; accepted = $null; permission = $null }
        @{ what = 'a captive portal'; fault = @{ status = 200; body = '<html></html>'; contentType = 'text/html' }; reachable = $true; accepted = $null; permission = $null }
        @{ what = 'a broken connection'; fault = @{ abort = $true }; reachable = $false; accepted = $null; permission = $null }
    ) {
        Add-Fault $emulator $fault
        $test = Test-NcpSession -WarningAction SilentlyContinue -ErrorVariable problems
        $problems | Should -BeNullOrEmpty
        $test.IsUsable | Should -BeFalse
        $test.IsReachable | Should -Be $reachable
        $test.IsSignatureAccepted | Should -Be $accepted
        $test.HasPermission | Should -Be $permission
        $test.Message | Should -Not -BeNullOrEmpty
        Get-EmulatorRequest $emulator | Should -HaveCount 1
    }

    It 'measures the clock' {
        $null = Invoke-Emulator $emulator settings Put @{ clockOffsetSeconds = 100 }
        $test = Test-NcpSession
        $test.ClockDifference.TotalSeconds | Should -BeGreaterThan 95
        $test.ClockDifference.TotalSeconds | Should -BeLessThan 105
    }

    It 'tests the session it is given' {
        $wrong = Connect-Emulator $emulator @{ NotDefault = $true; Credential = [pscredential]::new($emulator.AccessKey, (ConvertTo-Secret wrong)) }
        (Test-NcpSession -Session $wrong).IsSignatureAccepted | Should -BeFalse
        (Test-NcpSession).IsSignatureAccepted | Should -BeTrue
    }

    It 'prints what it found' {
        $shown = Test-NcpSession | Out-String
        foreach ($name in 'IsUsable', 'IsReachable', 'IsSignatureAccepted', 'HasPermission', 'ClockDifference', 'Milliseconds') {
            $shown | Should -Match "$name\s*:"
        }
    }
}
