#requires -Version 5.1
#requires -Modules NcpPowerShell

<#
.SYNOPSIS
    Writes all KMS keys with their versions to a CSV file, one line a version.
.DESCRIPTION
    The requests of the whole pipeline overlap; lines keep the order of the listing. A key that fails is an error, and
    the others go on.

    The file is made for Excel and still plain CSV: UTF-8 with a byte order mark, because Excel takes Korean text for
    another encoding without it; dates in UTC as Excel reads them; texts that Excel would take for a formula begin
    with an apostrophe.
.PARAMETER Path
    The file to write.
.EXAMPLE
    ./Export-KmsInventory.ps1 keys.csv
.EXAMPLE
    ./Export-KmsInventory.ps1 keys.csv; Import-Csv keys.csv | Group-Object KeyName | Sort-Object Count -Descending

    Writes the file and shows the keys with the most versions.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)]
    [string] $Path
)

function ConvertTo-Text {
    param([string] $Value)
    if ($Value -match '^[=+\-@\t\r]') { "'$Value" } else { $Value }
}

function ConvertTo-Utc {
    param($Date)
    if ($Date) { $Date.UtcDateTime.ToString('yyyy-MM-dd HH:mm:ss', [cultureinfo]::InvariantCulture) }
}

# Not -PipelineVariable: while a version comes out, the keys before it in the pipeline are already further on.
$keys = @{}
Get-NcpKmsKey -Detailed |
    ForEach-Object { $keys[$_.KeyTag] = $_; $_ } |
    Get-NcpKmsKeyVersion |
    ForEach-Object {
        $key = $keys[$_.KeyTag]
        if (-not $key) { $key = [NcpPowerShell.Kms.KmsKey]@{} }
        [pscustomobject]@{
            KeyTag              = $_.KeyTag
            KeyName             = ConvertTo-Text $key.KeyName
            KeyStatus           = $key.Status
            KeyType             = $key.KeyType
            ProtectionType      = $key.ProtectionType
            IsAutoRotation      = $key.IsAutoRotation
            RotationPeriod      = $key.RotationPeriod
            NextRotationDateUtc = ConvertTo-Utc $key.NextRotationDate
            RegisterDateUtc     = ConvertTo-Utc $key.RegisterDate
            DestroyDateUtc      = ConvertTo-Utc $key.DestroyDate
            Memo                = ConvertTo-Text $key.Memo
            Version             = $_.Version
            IsCurrent           = $_.IsCurrent
            VersionStatus       = $_.Status
            RotatedDateUtc      = ConvertTo-Utc $_.RotatedDate
            StatusDateUtc       = ConvertTo-Utc $_.StatusDate
        }
    } |
    # Windows PowerShell's UTF8 has the mark, too.
    Export-Csv -Path $Path -NoTypeInformation -Encoding $(if ($PSEdition -eq 'Core') { 'utf8BOM' } else { 'UTF8' })
