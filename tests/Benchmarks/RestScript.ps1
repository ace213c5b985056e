# What somebody would write without the module: the same signature in PowerShell, Invoke-RestMethod on one web session.
# Address and keys are those of NCLOUD_ENDPOINT, NCLOUD_ACCESS_KEY and NCLOUD_SECRET_KEY.

$webSession = [Microsoft.PowerShell.Commands.WebRequestSession]::new()
$hmac = [Security.Cryptography.HMACSHA256]::new([Text.Encoding]::UTF8.GetBytes($env:NCLOUD_SECRET_KEY))

function Get-KeyByScript([string] $KeyTag) {
    $target = "/kms/v1/keys/$KeyTag"
    $timestamp = [DateTimeOffset]::UtcNow.ToUnixTimeMilliseconds()
    $message = [Text.Encoding]::UTF8.GetBytes("GET $target`n$timestamp`n$env:NCLOUD_ACCESS_KEY")
    $headers = @{
        'x-ncp-apigw-timestamp'    = "$timestamp"
        'x-ncp-iam-access-key'     = $env:NCLOUD_ACCESS_KEY
        'x-ncp-apigw-signature-v2' = [Convert]::ToBase64String($hmac.ComputeHash($message))
    }
    (Invoke-RestMethod -Uri "$env:NCLOUD_ENDPOINT$target" -Headers $headers -WebSession $webSession).data
}
