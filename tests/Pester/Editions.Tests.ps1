BeforeAll {
    Import-Module $PSScriptRoot/../Emulator.psm1
    Import-NcpModule
    $folder = Split-Path ([NcpPowerShell.NcpSession].Assembly.Location)
    $root = Split-Path (Split-Path $folder)
    $engine = [Diagnostics.Process]::GetCurrentProcess().MainModule.FileName
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
                # Where .NET keeps the event's handlers: PowerShell 7.4, later ones, Windows PowerShell.
                $kind = [Reflection.BindingFlags]'NonPublic, Static, Instance'
                $context = 'System.Runtime.Loader.AssemblyLoadContext' -as [type]
                $field = [AppContext].GetField('AssemblyResolve', $kind)
                if (-not $field -and $context) { $field = $context.GetField('AssemblyResolve', $kind) }
                if (-not $field) { $field = [AppDomain].GetField('_AssemblyResolve', $kind) }
                if (-not $field) { return 'unknown' }
                $handlers = $field.GetValue([AppDomain]::CurrentDomain)
                @(if ($handlers) { $handlers.GetInvocationList() | Where-Object { $_.Method.DeclaringType.Name -eq 'DependencyResolver' } }).Count
            }
            Import-Module (Join-Path $folder NcpPowerShell.dll)
            Test-Resolver
            Remove-Module NcpPowerShell
            Test-Resolver
        }
        $counts = & $engine -NoProfile -Command $script -args $folder
        if ($PSEdition -eq 'Desktop' -and $counts -contains 'unknown') {
            Set-ItResult -Skipped -Because 'this .NET Framework keeps the handlers of AssemblyResolve elsewhere'
        }

        $counts | Should -Be 1, 0
    }
}

Describe 'A foreign System.Text.Json' {
    BeforeAll {
        # With what it needs beside it, as another module brings it.
        $foreign = New-Item -ItemType Directory (Join-Path $TestDrive foreign)
        Get-ChildItem (Join-Path $root 'bin/desktop') -Exclude NcpPowerShell* | Copy-Item -Destination $foreign
        $copy = Join-Path $foreign System.Text.Json.dll
        $module = if ($env:NCP_TEST_EDITION -eq 'Desktop') { Join-Path $folder NcpPowerShell.dll } else { Join-Path $root NcpPowerShell.psd1 }
        $emulator = Start-Emulator

        function Invoke-Beside {
            # Says from which folder it came, then what both sides say.
            param([string] $Load, [string] $When)
            $add = 'Add-Foreign'
            $use = 'Use-Module'
            & $engine -NoProfile -Command @"
`$ErrorActionPreference = 'Stop'
function Add-Foreign {
    try { `$script:json = [Reflection.Assembly]::$Load('$copy'); Split-Path (Split-Path `$json.Location) -Leaf }
    catch [IO.FileLoadException] { `$script:json = [Text.Json.JsonSerializer].Assembly; 'refused' }
}
function Use-Module {
    Import-Module '$module'
    `$credential = [pscredential]::new('$($emulator.AccessKey)', (ConvertTo-SecureString '$($emulator.SecretKey)' -AsPlainText -Force))
    `$null = Connect-Ncp -Credential `$credential -Endpoint $($emulator.Address)
    (Get-NcpKmsKey -KeyName orders-db).KeyName
}
$(if ($When -eq 'before') { $add } else { "`$null = $use; $add" })
$use
`$json.GetType('System.Text.Json.JsonSerializer')::Serialize(@(1, 2), [object[]])
"@
        }

        function Get-PossibleFolder {
            # Of what LoadFrom gives.
            param([string] $When)
            if ($PSEdition -eq 'Core') {
                # .NET gives its own instead, and refuses one that is newer than that.
                $own = [Text.Json.JsonSerializer].Assembly
                if ($own.GetName().Version -ge [Reflection.AssemblyName]::GetAssemblyName($copy).Version) { Split-Path (Split-Path $own.Location) -Leaf } else { 'refused' }
            } else {
                # .NET Framework may give what was loaded under that name already: the module's.
                'foreign'
                if ($When -eq 'after') { Split-Path $folder -Leaf }
            }
        }
    }

    AfterAll { Stop-Emulator $emulator }

    It 'loaded <_> does not break either side' -ForEach 'before', 'after' {
        $place, $said = Invoke-Beside LoadFrom $_
        $place | Should -BeIn @(Get-PossibleFolder $_)
        $said | Should -Be 'orders-db', '[1,2]'
    }

    # The only way that PowerShell 7 has for two of them.
    It 'loaded <_> in a context of its own does not break either side' -Skip:($PSEdition -ne 'Core') -ForEach 'before', 'after' {
        Invoke-Beside LoadFile $_ | Should -Be 'foreign', 'orders-db', '[1,2]'
    }
}
