BeforeDiscovery {
    # The pages' code, and whether this run can pack: that is work for PowerShell 7, and once is enough.
    $page = Get-Content $PSScriptRoot/../../docs/testing-your-scripts.md -Raw
    $blocks = [regex]::Matches($page, '(?ms)^```powershell\n(.*?)^```').ForEach({
            @{ Title = [regex]::Match($_.Groups[1].Value, "Describe '([^']+)'").Groups[1].Value; Code = $_.Groups[1].Value; NeedsTool = $_.Value -like '*ncp-emulator*' }
        })
    $cannotPack = $PSEdition -ne 'Core' -or $env:NCP_TEST_EDITION -eq 'Desktop'
}

BeforeAll {
    Import-Module $PSScriptRoot/../Emulator.psm1
    Import-NcpModule
    $root = Split-Path (Split-Path $PSScriptRoot)
    $layout = (Get-Module NcpPowerShell).ModuleBase
    $manifest = Join-Path $layout NcpPowerShell.psd1
    $engine = [Diagnostics.Process]::GetCurrentProcess().MainModule.FileName
    # No colours in what processes say: a result file has no room for them.
    $env:NO_COLOR = '1'
    $projectUri = 'https://github.com/ncp-powershell/NcpPowerShell'

    function Test-Code {
        # Runs a Pester file in a process of its own; its failures, nothing when all is well.
        param([string] $Code)
        $path = Join-Path $TestDrive 'Page.Tests.ps1'
        Set-Content $path $Code
        $folder = $layout
        while ((Split-Path $folder -Leaf) -ne 'NcpPowerShell') { $folder = Split-Path $folder }
        & $engine -NoProfile -Command @"
`$env:PSModulePath = '$(Split-Path $folder)' + [IO.Path]::PathSeparator + `$env:PSModulePath
`$run = Invoke-Pester '$path' -Output None -PassThru
if (`$run.PassedCount -eq 0) { 'nothing passed' }
@(`$run.Failed) + @(`$run.FailedBlocks) + @(`$run.FailedContainers) | ForEach-Object { "`$(`$_.Name) | `$(`$_.ErrorRecord)" }
"@
    }
}

AfterAll { Remove-Item env:NO_COLOR }

Describe 'The manifest' {
    It 'is valid, <name>' -ForEach @{ name = 'in place'; path = "$PSScriptRoot/../../NcpPowerShell.psd1" }, @{ name = 'laid out'; path = '' } {
        $module = Test-ModuleManifest $(if ($path) { $path } else { $manifest }) -ErrorVariable problems -WarningVariable warnings
        $problems | Should -BeNullOrEmpty
        $warnings | Should -BeNullOrEmpty
        $module.ExportedCmdlets.Count | Should -BeGreaterThan 9
        $module.ExportedFunctions.Count + $module.ExportedAliases.Count + $module.ExportedVariables.Count | Should -Be 0
        $module.Tags | Should -Contain PSEdition_Core
        $module.Tags | Should -Contain PSEdition_Desktop
        $module.ProjectUri | Should -Be $projectUri
        $module.LicenseUri, $module.IconUri, $module.ReleaseNotes | Should -BeLike "$projectUri/*"
    }

    It 'exports every cmdlet of the assembly, by name' {
        $text = Get-Content $manifest -Raw
        $listed = [regex]::Matches([regex]::Match($text, '(?s)CmdletsToExport\s*=\s*@\((.*?)\)').Groups[1].Value, "'([^']+)'").ForEach({ $_.Groups[1].Value })
        $cmdlets = [NcpPowerShell.Commands.Kms.GetNcpKmsKeyCommand].Assembly.GetExportedTypes() |
            ForEach-Object { $_.GetCustomAttributes([Management.Automation.CmdletAttribute], $false) } |
            ForEach-Object { "$($_.VerbName)-$($_.NounName)" }
        $listed | Sort-Object | Should -Be ($cmdlets | Sort-Object)
    }

    It 'names files that are there' {
        $text = Get-Content $manifest -Raw
        $files = [regex]::Matches($text, '[''"](bin/[^''"]+)').ForEach({ $_.Groups[1].Value }) |
            ForEach-Object { $_.Replace('$PSEdition', 'Core'); $_.Replace('$PSEdition', 'Desktop') }
        $files.Count | Should -BeGreaterThan 2
        $files | ForEach-Object { Join-Path $layout $_ | Should -Exist }
    }
}

Describe 'docs/testing-your-scripts.md' {
    It 'is right about "<Title>"' -ForEach ($blocks | Where-Object { -not $_.NeedsTool }) {
        Test-Code $Code | Should -BeNullOrEmpty
    }
}

Describe 'The packages' -Skip:$cannotPack {
    BeforeAll {
        # Two clones of the commit in different places: nothing of this folder is in them, and it is left as it is.
        $clones = foreach ($place in 'one', 'another/place') {
            $clone = Join-Path $TestDrive $place
            git clone --quiet $root $clone
            $log = & $engine -NoProfile -File (Join-Path $clone build/Pack.ps1) 2>&1 | Out-String
            if ($LASTEXITCODE -ne 0) { throw $log }
            $clone
        }
        $version = (Test-ModuleManifest $manifest).Version
        $out = Join-Path $clones[0] out
        $package = Join-Path $out "NcpPowerShell.$version.nupkg"
        Add-Type -AssemblyName System.IO.Compression.FileSystem
        $unpacked = Join-Path $TestDrive unpacked
        [IO.Compression.ZipFile]::ExtractToDirectory($package, $unpacked)
        $nuspec = ([xml](Get-Content (Join-Path $unpacked NcpPowerShell.nuspec) -Raw)).package.metadata

        function Get-RelativeName {
            param($Folder)
            Get-ChildItem $Folder -File -Recurse | ForEach-Object { [IO.Path]::GetRelativePath($Folder, $_.FullName).Replace('\', '/') } | Sort-Object
        }

        function Get-ThirdParty {
            (Get-ChildItem (Join-Path $unpacked bin/desktop) -Filter *.dll).BaseName | Where-Object { $_ -notlike 'NcpPowerShell*' } | Sort-Object
        }

        function Invoke-Isolated {
            # With a home of its own, where repositories and modules of PSResourceGet go.
            param([string] $Command)
            $place = Join-Path $TestDrive home
            $data = New-Item -ItemType Directory (Join-Path $place .local/share) -Force
            $saved = $env:HOME, $env:XDG_DATA_HOME, $env:PSModulePath
            $env:HOME, $env:XDG_DATA_HOME, $env:PSModulePath = $place, $data.FullName, $null
            Push-Location $place
            try {
                & $engine -NoProfile -Command "`$ErrorActionPreference = 'Stop'; Register-PSResourceRepository Packed -Uri '$out' -Trusted -Force; $Command"
            } finally {
                Pop-Location
                $env:HOME, $env:XDG_DATA_HOME, $env:PSModulePath = $saved
            }
        }
    }

    It '<_> is byte for byte the same from two folders' -ForEach 'NcpPowerShell', 'NcpPowerShell.Emulator' {
        $hashes = foreach ($clone in $clones) { (Get-FileHash (Join-Path $clone "out/$_.$version.nupkg")).Hash }
        $hashes[0] | Should -Be $hashes[1]
    }

    It 'holds what is laid out and what a package needs, no more' {
        $packaging = '[Content_Types].xml', '_rels/.rels', 'NcpPowerShell.nuspec'
        Get-RelativeName $unpacked | Where-Object { $_ -notin $packaging } | Should -Be @(Get-RelativeName $layout)
    }

    It 'is a release build' {
        $facts = [Reflection.Assembly]::Load([IO.File]::ReadAllBytes((Get-ChildItem $unpacked -Filter NcpPowerShell.Client.dll -Recurse)[0].FullName))
        $facts.GetCustomAttributes([Reflection.AssemblyConfigurationAttribute], $false).Configuration | Should -Be Release
    }

    It 'tells galleries what they want to know' {
        $nuspec.id | Should -Be NcpPowerShell
        $nuspec.version | Should -Be $version
        $nuspec.licenseUrl | Should -Be "$projectUri/blob/main/LICENSE"
        $nuspec.projectUrl | Should -Be $projectUri
        Join-Path $unpacked $nuspec.icon | Should -Exist
        $nuspec.releaseNotes | Should -Not -BeNullOrEmpty
        $tags = $nuspec.tags -split ' '
        'PSModule', 'PSEdition_Core', 'PSEdition_Desktop', 'PSCmdlet_Get-NcpKmsKey', 'PSCommand_Get-NcpKmsKey' | ForEach-Object { $tags | Should -Contain $_ }
    }

    It 'leads older clients to its nuspec' {
        ([xml](Get-Content -LiteralPath (Join-Path $unpacked _rels/.rels) -Raw)).Relationships.Relationship.Target | Should -Be /NcpPowerShell.nuspec
        $types = ([xml](Get-Content -LiteralPath (Join-Path $unpacked '[Content_Types].xml') -Raw)).Types
        foreach ($name in Get-RelativeName $unpacked | Where-Object { $_ -notlike '`[Content*' }) {
            @($types.Default.Extension) + @($types.Override.PartName) | Should -Contain $(if ([IO.Path]::GetExtension($name)) { [IO.Path]::GetExtension($name).TrimStart('.') } else { "/$name" })
        }
    }

    It 'is found and saved by PSResourceGet, and loads' -Skip:(-not (Get-Command Save-PSResource -ErrorAction Ignore) -or $IsWindows) {
        $found = Invoke-Isolated "Find-PSResource NcpPowerShell -Repository Packed | ForEach-Object { '{0} {1} {2} {3}' -f `$_.Version, `$_.ProjectUri, `$_.LicenseUri, (`$_.Tags -contains 'KMS') }"
        $found | Should -Be "$version $projectUri $projectUri/blob/main/LICENSE True"
        $saved = Join-Path $TestDrive saved
        $null = New-Item -ItemType Directory $saved
        $count = Invoke-Isolated "Save-PSResource NcpPowerShell -Repository Packed -Path '$saved'; Import-Module '$saved/NcpPowerShell'; @(Get-Command -Module NcpPowerShell).Count"
        $count | Should -Be @((Get-Module NcpPowerShell).ExportedCmdlets.Keys).Count
        Get-RelativeName (Join-Path $saved "NcpPowerShell/$version") | Should -Be @(Get-RelativeName $layout)
    }

    It 'is installed by PSResourceGet, and loads by itself' -Skip:(-not (Get-Command Install-PSResource -ErrorAction Ignore) -or $IsWindows) {
        $installed = Invoke-Isolated 'Install-PSResource NcpPowerShell -Repository Packed; [string](Get-InstalledPSResource NcpPowerShell).Version; (Get-Command Connect-Ncp).Module.ModuleBase'
        $installed[0] | Should -Be $version
        $installed[1] | Should -BeLike "*home?.local?share*"
    }

    It 'has a list of what it brings' -Skip:(-not (Get-Command sbom-tool -ErrorAction Ignore)) {
        $parts = (Get-Content (Join-Path $out sbom/_manifest/spdx_2.2/manifest.spdx.json) -Raw | ConvertFrom-Json).packages.name
        Get-ThirdParty | ForEach-Object { $parts | Should -Contain $_ }
    }

    It 'has the license of what it brings' {
        $notices = Get-Content (Join-Path $unpacked THIRD-PARTY-NOTICES.txt)
        ($notices | Where-Object { $_ -match '^  \S' }).Trim() | Should -Be @(Get-ThirdParty)
        $notices | Should -Contain 'The MIT License (MIT)'
    }

    Context 'the emulator as a .NET tool' {
        BeforeAll {
            $tools = Join-Path $TestDrive tools
            $log = dotnet tool install NcpPowerShell.Emulator --tool-path $tools --source $out --version $version 2>&1 | Out-String
            if ($LASTEXITCODE -ne 0) { throw $log }
            $path = $env:PATH
            $env:PATH = $tools + [IO.Path]::PathSeparator + $path
        }

        AfterAll { $env:PATH = $path }

        It 'runs' {
            $demo = ncp-emulator --demo
            $LASTEXITCODE | Should -Be 0
            $demo -join "`n" | Should -BeLike '*orders-db*signature valid*'
        }

        It 'serves "<Title>" of docs/testing-your-scripts.md' -ForEach ($blocks | Where-Object NeedsTool) {
            Test-Code $Code | Should -BeNullOrEmpty
        }
    }
}
