#requires -Version 5.1
# Looks for known secrets in everything a command leaves behind.

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# The forms of secrets that were looked for before.
$Known = @{}

function Get-SecretForm {
    # How a secret may look when it has leaked: as it is, escaped, in Base64 at any offset, in hex.
    [CmdletBinding()]
    [OutputType([hashtable])]
    param([string] $Secret)

    $utf8 = [Text.Encoding]::UTF8.GetBytes($Secret)
    $utf16 = [Text.Encoding]::Unicode.GetBytes($Secret)
    $forms = @{
        plain      = $Secret
        json       = (ConvertTo-Json $Secret).Trim('"')
        jsonAscii  = -join ($Secret.ToCharArray() | ForEach-Object { if ($_ -match '[A-Za-z0-9-]') { $_ } else { '\u{0:X4}' -f [int]$_ } })
        url        = [uri]::EscapeDataString($Secret)
        xml        = [Security.SecurityElement]::Escape($Secret)
        hexUtf8    = -join ($utf8 | ForEach-Object { $_.ToString('x2') })
        hexUtf16   = -join ($utf16 | ForEach-Object { $_.ToString('x2') })
        backwards  = -join $Secret[($Secret.Length - 1)..0]
        firstHalf  = $Secret.Substring(0, [int]($Secret.Length / 2))
        secondHalf = $Secret.Substring([int]($Secret.Length / 2))
    }
    foreach ($offset in 0..2) {
        # Only the characters that do not depend on what stands before or after.
        $forms["base64Utf8+$offset"] = Get-Base64Core $utf8 $offset
        $forms["base64Utf16+$offset"] = Get-Base64Core $utf16 $offset
    }

    $forms
}

function Get-Base64Core ([byte[]] $Bytes, [int] $Offset) {
    $text = [Convert]::ToBase64String((, [byte]0 * $Offset) + $Bytes)
    $text.Substring($Offset + [int]($Offset -gt 0)).TrimEnd('=') -replace '.$'
}

function Find-Secret {
    # The names of the secrets that are in the text, each with the form it has there.
    [CmdletBinding()]
    [OutputType([string])]
    param([string] $Text, [hashtable] $Secret)

    # Formatting breaks lines anywhere.
    $dense = $Text -replace '\s'
    foreach ($name in $Secret.Keys) {
        if (-not $Known.ContainsKey($Secret[$name])) {
            $Known[$Secret[$name]] = Get-SecretForm $Secret[$name]
        }

        $looks = $Known[$Secret[$name]]
        foreach ($form in $looks.Keys) {
            if ($dense.IndexOf($looks[$form], [StringComparison]::OrdinalIgnoreCase) -ge 0) {
                "$name ($form)"
            }
        }
    }
}

function ConvertTo-Clixml ($Value) {
    $path = [IO.Path]::GetTempFileName()
    try {
        Export-Clixml -InputObject $Value -Path $path -Depth 3
        Get-Content -Path $path -Raw
    } finally {
        Remove-Item $path
    }
}

function Get-ExceptionText ([Exception] $Exception) {
    while ($Exception) {
        $Exception.ToString()
        $Exception.Data | Format-List * -Force | Out-String -Width 1000
        $Exception | Select-Object * -ExcludeProperty TargetSite, InnerException | ConvertTo-Json -Depth 3 -WarningAction SilentlyContinue
        $Exception = $Exception.InnerException
    }
}

function Get-ErrorText ([object[]] $ErrorRecord) {
    foreach ($record in $ErrorRecord | Where-Object { $_ -is [Management.Automation.ErrorRecord] }) {
        $record | Out-String -Width 1000
        $record | Format-List * -Force | Out-String -Width 1000
        $record.TargetObject | Format-List * -Force | Out-String -Width 1000
        $record.ErrorDetails | Format-List * -Force | Out-String -Width 1000
        # What came from a job has none.
        if ($record.InvocationInfo -is [Management.Automation.InvocationInfo]) {
            $record.InvocationInfo.BoundParameters | Out-String -Width 1000
            $record.InvocationInfo.BoundParameters.Values | Format-List * -Force | Out-String -Width 1000
            ConvertTo-Json $record.InvocationInfo.BoundParameters -Depth 10 -WarningAction SilentlyContinue
        }

        $record | Select-Object TargetObject, ErrorDetails, FullyQualifiedErrorId, CategoryInfo | ConvertTo-Json -Depth 10 -WarningAction SilentlyContinue
        Get-ExceptionText $record.Exception
        if (Get-Command Get-Error -ErrorAction Ignore) {
            Get-Error -InputObject $record | Out-String -Width 1000
        }
    }
}

function Invoke-Captured {
    # Runs a script in a runspace and returns, by the name of the channel, everything anybody could see of it.
    [CmdletBinding()]
    param([Management.Automation.Runspaces.Runspace] $Runspace, [string] $Script)

    $shell = [powershell]::Create()
    try {
        $shell.Runspace = $Runspace
        $output = [Management.Automation.PSDataCollection[psobject]]::new()
        try {
            $shell.AddScript('$Error.Clear()').AddStatement().AddScript($Script).Invoke($null, $output)
        } catch [Management.Automation.MethodInvocationException] {
            # A terminating error. Its record is the first of $Error.
            Write-Verbose "$_"
        }

        $streams = $shell.Streams
        $errors = @($streams.Error)
        $automatic = @($Runspace.SessionStateProxy.GetVariable('Error') | Where-Object { $_ -notin $errors })
        [ordered]@{
            output      = @($output | ForEach-Object { "$_" }) -join "`n"
            table       = $output | Format-Table | Out-String -Width 1000
            'format *'  = $output | Format-List * -Force | Out-String -Width 1000
            json        = ConvertTo-Json @($output) -Depth 10 -WarningAction SilentlyContinue
            csv         = @($output | ConvertTo-Csv) -join "`n"
            clixml      = ConvertTo-Clixml @($output)
            error       = @(Get-ErrorText $errors) -join "`n"
            '$Error'    = @(Get-ErrorText $automatic) -join "`n"
            errorClixml = ConvertTo-Clixml ($errors + $automatic)
            warning     = $streams.Warning | Format-List * -Force | Out-String -Width 1000
            verbose     = @($streams.Verbose | ForEach-Object Message) -join "`n"
            debug       = @($streams.Debug | ForEach-Object Message) -join "`n"
            information = $streams.Information | Format-List * -Force | Out-String -Width 1000
            progress    = $streams.Progress | Format-List * -Force | Out-String -Width 1000
        }
    } finally {
        $shell.Dispose()
    }
}

function Get-CanaryCommand {
    # Each cmdlet as it is run with everything switched on that talks; 'asksForKeys' where key values are the answer.
    [CmdletBinding()]
    param()

    $tag = 'a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8s9t0u1v2w3x4y5r6'
    @(
        @{ command = 'Connect-Ncp'; text = 'Connect-Ncp -Credential $credential -Endpoint $address -NsmlApiKey $nsmlApiKey @loud'; path = '/'; asksForKeys = $false }
        @{ command = 'Get-NcpSession'; text = 'Get-NcpSession @loud'; path = '/'; asksForKeys = $false }
        @{ command = 'Test-NcpSession'; text = 'Test-NcpSession @loud'; path = '/kms/'; asksForKeys = $false }
        @{ command = 'Get-NcpKmsKey (tag)'; text = "Get-NcpKmsKey $tag @loud"; path = '/kms/'; asksForKeys = $false }
        @{ command = 'Get-NcpKmsKey'; text = 'Get-NcpKmsKey @loud'; path = '/kms/'; asksForKeys = $false }
        @{ command = 'Get-NcpKmsKeyVersion'; text = "Get-NcpKmsKeyVersion $tag @loud"; path = '/kms/'; asksForKeys = $false }
        @{ command = 'Get-NcpKmsTokenGenerator'; text = "Get-NcpKmsTokenGenerator $tag @loud"; path = '/kms/'; asksForKeys = $false }
        @{ command = 'Get-NcpNsmlAuthKey'; text = 'Get-NcpNsmlAuthKey @loud'; path = '/nsml/'; asksForKeys = $false }
        @{ command = 'Get-NcpApiGatewayKey'; text = 'Get-NcpApiGatewayKey @loud'; path = '/api/'; asksForKeys = $false }
        @{ command = 'Get-NcpApiGatewayKey (id)'; text = 'Get-NcpApiGatewayKey k2x7qbgro1 @loud'; path = '/api/'; asksForKeys = $true }
        @{ command = 'Reset-NcpApiGatewayKey'; text = 'Reset-NcpApiGatewayKey k2x7qbgro1 Primary -Force @loud'; path = '/api/'; asksForKeys = $true }
    )
}

function Get-CanaryFault {
    # What goes wrong; @ stands for every secret that the server could know.
    [CmdletBinding()]
    param()

    $echo = '"tier":"@","@":"@","more":[{"a":"@"},"@"]'
    @(
        @{ failure = 'nothing'; fault = $null }
        @{ failure = 'a refused signature'; fault = @{ code = '200' } }
        @{ failure = 'a missing permission'; fault = @{ code = '210' } }
        @{ failure = 'nothing there'; fault = @{ code = '300' } }
        @{ failure = 'throttling'; fault = @{ code = '410'; retryAfter = '0' } }
        @{ failure = 'a failing service'; fault = @{ code = '900' } }
        @{ failure = 'a broken connection'; fault = @{ abort = $true } }
        @{ failure = 'a truncated answer'; fault = @{ truncate = $true } }
        @{ failure = 'garbage'; fault = @{ garbage = $true } }
        @{ failure = 'an echo in a gateway error'; fault = @{ status = 500; body = '{"error":{"errorCode":"@","message":"@","details":"@"}}' } }
        @{ failure = 'an echo in a refusal'; fault = @{ status = 401; body = '{"error":{"errorCode":"200","message":"@","details":"@"}}' } }
        @{ failure = 'an echo in prose'; fault = @{ status = 502; body = 'cannot forward @ to the service'; contentType = 'text/plain' } }
        @{ failure = 'an echo in a page'; fault = @{ status = 200; body = '<html>@</html>'; contentType = 'text/html' } }
        @{ failure = 'an echo in headers'; fault = @{ status = 500; body = '{}'; headers = @{ 'x-ncp-trace-id' = '@'; 'X-Other' = '@'; 'Set-Cookie' = 'a=@'; Server = '@' } } }
        @{ failure = 'an echo in a redirect'; fault = @{ status = 302; headers = @{ Location = 'https://evil.example/@' } } }
        @{ failure = 'an echo in a failure behind 200'; fault = @{ status = 200; body = '{"code":"@","msg":"@"}' } }
        @{ failure = 'an echo in unknown fields'; fault = @{
                status = 200
                body   = '{"code":"SUCCESS","data":{"keyTag":"t","memo":"@","versionList":[{"version":1,#}],"keyList":[{"keyTag":"t",#}],"status":"@",#},"keyList":[{"title":"@",#}],"apiKeys":[{"apiKeyId":"a","apiKeyName":"@",#}],"apiKeyId":"a","apiKeyDescription":"@",#}'.Replace('#', $echo)
            }
        }
    )
}

function Add-CanaryFault {
    [CmdletBinding()]
    param($Emulator, [hashtable] $Fault, [string] $Path, [string] $Echo)

    if ($Fault) {
        # The echo stands in JSON as JSON writers put it there.
        $escaped = (ConvertTo-Json $Echo).Trim('"')
        $armed = @{ path = $Path; times = -1 } + $Fault
        if ($armed['body']) {
            $armed.body = $armed.body.Replace('@', $escaped)
        }

        if ($armed['headers']) {
            $headers = @{}
            foreach ($name in $Fault.headers.Keys) {
                $headers[$name] = $Fault.headers[$name].Replace('@', $Echo)
            }

            $armed.headers = $headers
        }

        Add-Fault $Emulator $armed
    }
}

Export-ModuleMember -Function Get-SecretForm, Find-Secret, Invoke-Captured, Get-ErrorText, ConvertTo-Clixml, Get-CanaryCommand, Get-CanaryFault, Add-CanaryFault
