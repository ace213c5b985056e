BeforeAll {
    Import-Module $PSScriptRoot/../Emulator.psm1
    Import-Module $PSScriptRoot/../Session.psm1
    Import-NcpModule
    $emulator = Start-Emulator
    $seed = 'a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8s9t0u1v2w3x4y5r6'
}

AfterAll {
    Stop-Emulator $emulator
}

Describe 'Disconnect-Ncp' {
    BeforeEach {
        Reset-NcpEnvironment $TestDrive
        Reset-Emulator $emulator
    }

    AfterEach {
        Disconnect-Ncp
        Restore-NcpEnvironment
    }

    It 'ends the default session' {
        $session = Connect-Emulator $emulator
        Disconnect-Ncp | Should -BeNullOrEmpty
        $session.IsClosed | Should -BeTrue
        Get-NcpSession | Should -BeNullOrEmpty
    }

    It 'ends those it is given, by pipeline too, and leaves the default' {
        $default = Connect-Emulator $emulator
        $others = 1..3 | ForEach-Object { Connect-Emulator $emulator @{ NotDefault = $true } }
        $others | Disconnect-Ncp
        $others.IsClosed | Should -Be $true, $true, $true
        $default.IsClosed | Should -BeFalse
        (Get-NcpKmsKey $seed).KeyTag | Should -Be $seed
    }

    It 'forgets the default when it is the one given' {
        Disconnect-Ncp (Connect-Emulator $emulator)
        Get-NcpSession | Should -BeNullOrEmpty
    }

    It 'may be run twice, and without a session' {
        $session = Connect-Emulator $emulator
        { Disconnect-Ncp $session; Disconnect-Ncp $session; Disconnect-Ncp } | Should -Not -Throw
        Disconnect-Ncp -Verbose 4>&1 | Should -BeLike '*no session*'
    }

    It 'ends the session of the environment too' {
        $env:NCLOUD_ACCESS_KEY_ID = $emulator.AccessKey
        $env:NCLOUD_SECRET_ACCESS_KEY = $emulator.SecretKey
        $session = Get-NcpSession
        Disconnect-Ncp
        $session.IsClosed | Should -BeTrue
    }

    It 'leaves a session on which <command> says that it is disconnected' -ForEach @(
        @{ command = 'Get-NcpKmsKey'; ask = { Get-NcpKmsKey $seed -Session $session } }
        @{ command = 'Get-NcpKmsKey (list)'; ask = { Get-NcpKmsKey -Session $session } }
        @{ command = 'Get-NcpKmsKeyVersion'; ask = { Get-NcpKmsKeyVersion $seed -Session $session } }
        @{ command = 'Get-NcpKmsTokenGenerator'; ask = { Get-NcpKmsTokenGenerator $seed -Session $session } }
        @{ command = 'Get-NcpNsmlAuthKey'; ask = { Get-NcpNsmlAuthKey -Session $session } }
        @{ command = 'Get-NcpApiGatewayKey'; ask = { Get-NcpApiGatewayKey -Session $session } }
        @{ command = 'Reset-NcpApiGatewayKey'; ask = { Reset-NcpApiGatewayKey k2x7qbgro1 Primary -Force -Session $session } }
        @{ command = 'Test-NcpSession'; ask = { Test-NcpSession -Session $session } }
    ) {
        $session = Connect-Emulator $emulator
        Disconnect-Ncp
        $problem = $ask | Should -Throw -PassThru
        $problem.FullyQualifiedErrorId | Should -BeLike 'NcpSessionClosed,*'
        { 'a', 'b' | Get-NcpKmsKey -Session $session -ErrorAction Continue } | Should -Throw -Because 'it is one error a command, not one an item'
        $problem.Exception.Message | Should -BeLike '*disconnected*'
        Get-EmulatorRequest $emulator | Should -BeNullOrEmpty
    }

    It 'ends requests under way with that error, at once' {
        $session = Connect-Emulator $emulator
        Add-Fault $emulator @{ delayMs = 60000; times = -1 }
        $shell = [powershell]::Create()
        $null = $shell.AddScript({
                param($dll, $seed, $session)
                Import-Module $dll
                1..20 | ForEach-Object { $seed } | Get-NcpKmsKey -Session $session -ErrorAction SilentlyContinue -ErrorVariable problems
                $problems.FullyQualifiedErrorId
            }).AddArgument((Get-Command Connect-Ncp).DLL).AddArgument($seed).AddArgument($session)
        $running = $shell.BeginInvoke()
        Start-Sleep -Milliseconds 1500
        Disconnect-Ncp
        $running.AsyncWaitHandle.WaitOne(10000) | Should -BeTrue
        $ids = $shell.EndInvoke($running)
        $shell.Dispose()
        $ids | Should -HaveCount 20
        $ids | Should -BeLike 'NcpSessionClosed,*'
    }
}
