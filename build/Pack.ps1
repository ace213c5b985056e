#requires -Version 7.4
<#
.SYNOPSIS
    Builds a release and packs it: the module for PowerShell's galleries, the emulator as a .NET tool.
.DESCRIPTION
    What is packed is the content of out/NcpPowerShell/<version>/. Two packs of one commit are byte-identical, whatever
    their folders are: the build is deterministic, entries are sorted and carry the time of the commit, or that of
    SOURCE_DATE_EPOCH. A signed catalog is as unique as its signature.
#>
[CmdletBinding()]
param(
    # Adds a catalog of the module's files, signed with this certificate of the current user. Windows only.
    [string] $CertificateThumbprint
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$InformationPreference = 'Continue'
$PSNativeCommandUseErrorActionPreference = $true
$root = Split-Path $PSScriptRoot
$out = Join-Path $root out

function Build {
    # From nothing, so that no file of another build is left among them.
    Remove-Item (Join-Path $root bin), (Join-Path $root en-US), (Join-Path $root ko-KR), (Join-Path $out NcpPowerShell) -Recurse -Force -ErrorAction Ignore
    foreach ($project in 'NcpPowerShell', 'NcpPowerShell.HelpBuilder') {
        dotnet build (Join-Path $root src/$project) -c Release -v quiet -nologo | Out-Host
    }
}

function Get-CommitTime {
    $seconds = $env:SOURCE_DATE_EPOCH ? $env:SOURCE_DATE_EPOCH : (git -C $root log -1 --format=%ct)
    [DateTimeOffset]::FromUnixTimeSeconds($seconds)
}

function Get-ReleaseNote {
    # The version's section of the changelog; until it has one, what the manifest says.
    $changelog = Join-Path $root CHANGELOG.md
    $section = "(?ms)^## \[?$([regex]::Escape($module.Version))\b[^\n]*\n(.*?)(?=^## |^\[[^\]]+\]:|\z)"
    if ((Test-Path $changelog) -and (Get-Content $changelog -Raw) -match $section) {
        $Matches[1].Trim()
    } else {
        Write-Warning "CHANGELOG.md has no section for $($module.Version)."
        $module.ReleaseNotes
    }
}

function Get-Nuspec {
    $names = $module.ExportedCmdlets.Keys | Sort-Object
    $tags = @('PSModule') + $module.Tags + 'PSIncludes_Cmdlet' + ($names -replace '^', 'PSCmdlet_') + ($names -replace '^', 'PSCommand_')
    $text = { [Security.SecurityElement]::Escape($args[0]) }
    @"
<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
  <metadata>
    <id>$($module.Name)</id>
    <version>$($module.Version)</version>
    <authors>$(& $text $module.Author)</authors>
    <owners>$(& $text $module.CompanyName)</owners>
    <requireLicenseAcceptance>false</requireLicenseAcceptance>
    <licenseUrl>$($module.LicenseUri)</licenseUrl>
    <icon>icon.png</icon>
    <iconUrl>$($module.IconUri)</iconUrl>
    <projectUrl>$($module.ProjectUri)</projectUrl>
    <description>$(& $text $module.Description)</description>
    <releaseNotes>$(& $text (Get-ReleaseNote))</releaseNotes>
    <copyright>$(& $text $module.Copyright)</copyright>
    <tags>$(& $text ($tags -join ' '))</tags>
  </metadata>
</package>
"@
}

function Get-PackagingPart {
    # What makes a zip an Open Packaging file; older clients look the nuspec up in it.
    param([string[]] $Name)

    $types = foreach ($extension in $Name | Split-Path -Extension | Where-Object { $_ } | Sort-Object -Unique -Culture '') {
        "<Default Extension=`"$($extension.TrimStart('.'))`" ContentType=`"application/octet-stream`" />"
    }
    $types += foreach ($file in $Name | Where-Object { -not (Split-Path $_ -Extension) }) {
        "<Override PartName=`"/$file`" ContentType=`"application/octet-stream`" />"
    }
    @{
        '[Content_Types].xml' = '<?xml version="1.0" encoding="utf-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml" />' + -join $types + '</Types>'
        '_rels/.rels'         = '<?xml version="1.0" encoding="utf-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Type="http://schemas.microsoft.com/packaging/2010/07/manifest" Target="/NcpPowerShell.nuspec" Id="R0" /></Relationships>'
    }
}

function Get-Entry {
    # Each entry's name with its bytes.
    $entries = @{}
    foreach ($file in Get-ChildItem $layout -File -Recurse) {
        $entries[[IO.Path]::GetRelativePath($layout, $file).Replace('\', '/')] = [IO.File]::ReadAllBytes($file)
    }

    if ($CertificateThumbprint) {
        $entries['NcpPowerShell.cat'] = [IO.File]::ReadAllBytes((Write-Catalog))
    } else {
        Write-Information 'No certificate was given: the package has no signed catalog.'
    }

    $texts = @{ 'NcpPowerShell.nuspec' = Get-Nuspec }
    $texts += Get-PackagingPart (@($entries.Keys) + @($texts.Keys))
    foreach ($name in $texts.Keys) {
        $entries[$name] = [Text.UTF8Encoding]::new($false).GetBytes($texts[$name].Replace("`r`n", "`n"))
    }

    $entries
}

function Write-Catalog {
    if (-not $IsWindows) {
        throw 'A signed catalog can be made on Windows only.'
    }

    $path = Join-Path $out NcpPowerShell.cat
    Remove-Item $path -ErrorAction Ignore
    $null = New-FileCatalog -Path $layout -CatalogFilePath $path -CatalogVersion 2
    $certificate = Get-Item "Cert:\CurrentUser\My\$CertificateThumbprint"
    $signature = Set-AuthenticodeSignature $path $certificate -HashAlgorithm SHA256 -TimestampServer http://timestamp.digicert.com
    if ($signature.Status -ne 'Valid') {
        throw "The catalog was not signed: $($signature.StatusMessage)"
    }

    $path
}

function Write-Package {
    param([string] $Path, [hashtable] $Entry, [DateTimeOffset] $Time)

    $names = [string[]]$Entry.Keys
    [array]::Sort($names, [StringComparer]::Ordinal)
    $archive = [IO.Compression.ZipArchive]::new([IO.File]::Create($Path), 'Create')
    try {
        foreach ($name in $names) {
            $item = $archive.CreateEntry($name, 'SmallestSize')
            $item.LastWriteTime = $Time
            # -rw-r--r--, on every system.
            $item.ExternalAttributes = 0x81A4 -shl 16
            $stream = $item.Open()
            $stream.Write($Entry[$name])
            $stream.Dispose()
        }
    } finally {
        $archive.Dispose()
    }
}

function Write-Sbom {
    # Beside the package, not in it: it says when it was made.
    if (-not (Get-Command sbom-tool -CommandType Application -ErrorAction Ignore)) {
        Write-Information 'No SBOM was made: the .NET tool Microsoft.Sbom.DotNetTool (sbom-tool) is not installed.'
        return
    }

    $folder = (New-Item -ItemType Directory (Join-Path $out sbom) -Force).FullName
    # The tool may be older than the runtime that is here. Pack runs in a process of its own.
    $env:DOTNET_ROLL_FORWARD = 'Major'
    # The client is what brings the libraries of bin/desktop; the tool does not follow references between projects.
    sbom-tool generate -b $layout -bc (Join-Path $root src/NcpPowerShell.Client) -m $folder -D true -pn $module.Name -pv $module.Version -ps $module.CompanyName -nsb $module.ProjectUri | Out-Host
}

Build
$layout = (Get-Item (Join-Path $out 'NcpPowerShell/*')).FullName
$module = Test-ModuleManifest (Join-Path $layout NcpPowerShell.psd1)
$package = Join-Path $out "NcpPowerShell.$($module.Version).nupkg"
Write-Package $package (Get-Entry) (Get-CommitTime)
dotnet pack (Join-Path $root src/NcpPowerShell.Emulator) -c Release -o $out -v quiet -nologo "-p:DeterministicTimestamp=$((Get-CommitTime).ToUnixTimeSeconds())" | Out-Host
Write-Sbom
Write-Information "Packed $package and the emulator beside it."
