BeforeAll {
    Import-Module $PSScriptRoot/../Emulator.psm1
    Import-NcpModule
    $folder = Split-Path ([NcpPowerShell.NcpSession].Assembly.Location)
    $root = Split-Path (Split-Path $folder)
}

Describe 'The core edition' {
    It 'is our two assemblies and nothing else' {
        (Get-ChildItem (Join-Path $root 'bin/core')).Name | Sort-Object | Should -Be NcpPowerShell.Client.dll, NcpPowerShell.dll
    }
}

Describe 'The desktop edition' {
    It 'brings what Windows PowerShell lacks, and no engine' {
        $files = (Get-ChildItem (Join-Path $root 'bin/desktop')).Name
        $files | Should -Contain System.Text.Json.dll
        $files | Should -Not -Contain System.Management.Automation.dll
    }
}

Describe 'The resolver of the desktop edition' -Skip:($env:NCP_TEST_EDITION -ne 'Desktop') {
    BeforeAll {
        $type = [NcpPowerShell.Commands.Kms.GetNcpKmsKeyCommand].Assembly.GetType('NcpPowerShell.Desktop.DependencyResolver')
        $method = $type.GetMethod('Resolve', [Reflection.BindingFlags]'NonPublic, Static')

        function Resolve-Dependency {
            param($Name, $For)
            $method.Invoke($null, @($null, [ResolveEventArgs]::new($Name, $For)))
        }
    }

    It 'finds our dependencies for our assemblies' {
        (Resolve-Dependency 'NcpPowerShell.Client' $type.Assembly).GetName().Name | Should -Be NcpPowerShell.Client
        (Resolve-Dependency 'System.Text.Json, Version=1.2.3.4' ([NcpPowerShell.NcpSession].Assembly)).GetName().Name | Should -Be System.Text.Json
    }

    It 'answers nobody else' {
        Resolve-Dependency 'System.Text.Json' ([psobject].Assembly) | Should -BeNullOrEmpty
        Resolve-Dependency 'System.Text.Json' $null | Should -BeNullOrEmpty
    }

    It 'answers nothing that we do not bring' {
        Resolve-Dependency 'Newtonsoft.Json' $type.Assembly | Should -BeNullOrEmpty
    }

    It 'leaves with the module' {
        $script = {
            param($folder)
            function Test-Resolver {
                $field = [AppContext].GetField('AssemblyResolve', [Reflection.BindingFlags]'NonPublic, Static')
                if (-not $field) { $field = [Runtime.Loader.AssemblyLoadContext].GetField('AssemblyResolve', [Reflection.BindingFlags]'NonPublic, Static') }
                @($field.GetValue($null).GetInvocationList() | Where-Object { $_.Method.DeclaringType.Name -eq 'DependencyResolver' }).Count
            }
            Import-Module (Join-Path $folder NcpPowerShell.dll)
            Test-Resolver
            Remove-Module NcpPowerShell
            Test-Resolver
        }
        if ($PSEdition -eq 'Core') {
            & ([Environment]::ProcessPath) -NoProfile -Command $script -args $folder | Should -Be 1, 0
        }
    }
}

Describe 'A foreign System.Text.Json' {
    It 'loaded <when> does not break either side' -ForEach @{ when = 'before' }, @{ when = 'after' } {
        $manifest = Join-Path $root NcpPowerShell.psd1
        $foreign = Join-Path $root 'bin/desktop/System.Text.Json.dll'
        $module = if ($env:NCP_TEST_EDITION -eq 'Desktop') { Join-Path $folder NcpPowerShell.dll } else { $manifest }
        $copy = Join-Path $TestDrive 'System.Text.Json.dll'
        Copy-Item $foreign $copy
        $engine = [Diagnostics.Process]::GetCurrentProcess().MainModule.FileName
        $load = "try { `$null = [Reflection.Assembly]::LoadFrom('$copy') } catch { `$null = `$_ }"
        $import = "Import-Module '$module'"
        $first, $second = if ($when -eq 'before') { $load, $import } else { $import, $load }
        $emulator = Start-Emulator
        try {
            $result = & $engine -NoProfile -Command @"
`$ErrorActionPreference = 'Stop'
$first; $second
`$credential = [pscredential]::new('$($emulator.AccessKey)', (ConvertTo-SecureString '$($emulator.SecretKey)' -AsPlainText -Force))
`$null = Connect-Ncp -Credential `$credential -Endpoint $($emulator.Address)
(Get-NcpKmsKey -KeyName orders-db).KeyName
[Text.Json.JsonSerializer]::Serialize(@(1, 2), [object[]])
"@
            $result | Should -Be 'orders-db', '[1,2]'
        } finally {
            Stop-Emulator $emulator
        }
    }
}
