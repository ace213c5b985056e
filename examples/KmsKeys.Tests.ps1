<#
.SYNOPSIS
    Checks the KMS keys of an account: a Pester container for an infrastructure test.
.DESCRIPTION
    Needs NcpPowerShell and Pester 5.5 or later, and credentials in the environment or a session made by Connect-Ncp.
    Every failing test names the keys that it does not like. A listing that fails, or is empty, fails too.
.PARAMETER MaximumRotationPeriod
    The longest rotation period that is fine, in days.
.PARAMETER DisabledSince
    A version that was disabled after this moment is reported: whatever it encrypted cannot be read any more.
.PARAMETER Exclude
    Names of keys that are not checked; wildcards are welcome.
.EXAMPLE
    Invoke-Pester -Path ./KmsKeys.Tests.ps1

    Checks all keys with the default thresholds.
.EXAMPLE
    $data = @{ MaximumRotationPeriod = 30; DisabledSince = '2026-01-01'; Exclude = 'test-*' }
    Invoke-Pester -Container (New-PesterContainer -Path ./KmsKeys.Tests.ps1 -Data $data) -Output Detailed
#>
param(
    [ValidateRange(1, 730)]
    [int] $MaximumRotationPeriod = 90,

    [DateTimeOffset] $DisabledSince = [DateTimeOffset]::Now.AddDays(-30),

    [string[]] $Exclude = @()
)

Describe 'The KMS keys' {
    BeforeAll {
        $keys = @(Get-NcpKmsKey -Detailed -ErrorAction Stop | Where-Object {
                $name = $_.KeyName
                -not ($Exclude | Where-Object { $name -like $_ })
            })
        $enabled = $keys | Where-Object Status -EQ ENABLE
    }

    It 'are there' {
        $keys | Should -Not -BeNullOrEmpty
    }

    It 'rotate by themselves' {
        ($enabled | Where-Object { -not $_.IsAutoRotation }).KeyName | Should -BeNullOrEmpty
    }

    It 'rotate at least every <MaximumRotationPeriod> days' {
        $enabled | Where-Object { $_.IsAutoRotation -and $_.RotationPeriod -gt $MaximumRotationPeriod } |
            ForEach-Object { "$($_.KeyName): $($_.RotationPeriod) days" } | Should -BeNullOrEmpty
    }

    It 'do not wait for deletion' {
        $keys | Where-Object Status -EQ REVOKE |
            ForEach-Object { "$($_.KeyName): deleted at $($_.DestroyDate)" } | Should -BeNullOrEmpty
    }

    It 'have no version that was disabled after <DisabledSince>' {
        $keys | Get-NcpKmsKeyVersion -ErrorAction Stop | Where-Object Status -EQ DISABLE |
            # A version that never changed has no date of change.
            Where-Object { $(if ($_.StatusDate) { $_.StatusDate } else { $_.RotatedDate }) -gt $DisabledSince } |
            ForEach-Object { "$($_.KeyTag) version $($_.Version): $($_.StatusDate)" } | Should -BeNullOrEmpty
    }
}
