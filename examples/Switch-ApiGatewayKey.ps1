#requires -Version 5.1
#requires -Modules NcpPowerShell

<#
.SYNOPSIS
    Rotates an API Gateway key in two steps, so that no caller is ever without a valid value.
.DESCRIPTION
    An API key has two values, and both work. Step 1, Prepare, regenerates the value that callers do NOT use and stores
    it with SecretManagement. Hand it over: let every caller read the secret. Step 2, Finish, regenerates the value that
    they used until then, and it is dead.

    Without Microsoft.PowerShell.SecretManagement nothing is stored, and a warning says where the value is. If you name
    a vault that cannot be used, nothing is regenerated. No value is ever written anywhere but to the vault.
.PARAMETER ApiKeyId
    The API key.
.PARAMETER InUse
    The value that callers use before the rotation: Primary or Secondary. The same in both steps.
.PARAMETER Step
    Prepare, then Finish.
.PARAMETER SecretName
    The name of the secret that callers read; by default "ApiGateway-" and the id.
.PARAMETER Vault
    The vault of SecretManagement; by default the default vault.
.EXAMPLE
    ./Switch-ApiGatewayKey.ps1 k2x7qbgro1 -InUse Primary -Step Prepare

    Regenerates the secondary value and stores it as the secret ApiGateway-k2x7qbgro1.
.EXAMPLE
    ./Switch-ApiGatewayKey.ps1 k2x7qbgro1 -InUse Primary -Step Finish -Confirm:$false

    When all callers use the new value: regenerates the primary one, unattended.
#>
[CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
param(
    [Parameter(Mandatory, Position = 0)]
    [string] $ApiKeyId,

    [Parameter(Mandatory)]
    [ValidateSet('Primary', 'Secondary')]
    [string] $InUse,

    [Parameter(Mandatory)]
    [ValidateSet('Prepare', 'Finish')]
    [string] $Step,

    [string] $SecretName = "ApiGateway-$ApiKeyId",

    [ValidateNotNullOrEmpty()]
    [string] $Vault
)

$ErrorActionPreference = 'Stop'
$spare = if ($InUse -eq 'Primary') { 'Secondary' } else { 'Primary' }
$keyType = if ($Step -eq 'Prepare') { $spare } else { $InUse }

# Whatever can be wrong is to be wrong before a value dies.
$key = Get-NcpApiGatewayKey $ApiKeyId
$isStored = $false
if ($Step -eq 'Prepare') {
    $registered = if (Get-Command Set-Secret -ErrorAction Ignore) {
        Get-SecretVault | Where-Object { if ($Vault) { $_.Name -eq $Vault } else { $_.IsDefault } } | Select-Object -First 1
    }
    $isStored = [bool]$registered
    if ($Vault -and -not $isStored) {
        throw "There is no vault '$Vault': SecretManagement is not installed, or the vault is not registered. Nothing was regenerated."
    }
}

$target = "API key $($key.ApiKeyName) ($ApiKeyId)"
if (-not $PSCmdlet.ShouldProcess($target, "$Step`: regenerate the $($keyType.ToLowerInvariant()) value; the present one stops working at once")) {
    return
}

# Only now: the test of a vault may write to it.
if ($isStored) {
    $isUsable, $why = try { (Test-SecretVault -Name $registered.Name), '' } catch { $false, " $_" }
    if (-not $isUsable) {
        throw "The vault '$($registered.Name)' cannot be used. Nothing was regenerated.$why"
    }
}

$key = Reset-NcpApiGatewayKey $ApiKeyId -KeyType $keyType -Confirm:$false
if ($isStored) {
    $secret = @{ Name = $SecretName; Secret = $key."${keyType}Key" }
    if ($Vault) {
        $secret.Vault = $Vault
    }

    try {
        Set-Secret @secret -Confirm:$false
    } catch {
        throw "The $keyType value of $target is new, but was not stored. Get it with Get-NcpApiGatewayKey $ApiKeyId, or run this again. $_"
    }
} elseif ($Step -eq 'Prepare') {
    Write-Warning "The new value was stored nowhere: SecretManagement has no default vault here. It is the ${keyType}Key of: Get-NcpApiGatewayKey $ApiKeyId"
}

[pscustomobject]@{
    ApiKeyId    = $ApiKeyId
    ApiKeyName  = $key.ApiKeyName
    Regenerated = $keyType
    Secret      = if ($isStored) { $SecretName } else { $null }
    Next        = if ($Step -eq 'Prepare') { "Let all callers use the $keyType value, then run -Step Finish." } else { "Done: callers use the $spare value." }
}
