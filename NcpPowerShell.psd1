@{
    RootModule             = if ($PSEdition -eq 'Core') { 'bin/core/NcpPowerShell.dll' } else { 'bin/desktop/NcpPowerShell.dll' }
    ModuleVersion          = '0.1.0'
    GUID                   = '5d0c4f0e-8b1f-4a53-9f0a-6f2f6d1f7c41'
    Author                 = 'NcpPowerShell contributors'
    CompanyName            = 'NcpPowerShell contributors'
    Copyright              = '(c) NcpPowerShell contributors. MIT license.'
    Description            = 'Cmdlets for the keys of NAVER Cloud Platform: Key Management Service, API Gateway and CLOVA NSML.'
    CompatiblePSEditions   = @('Core', 'Desktop')
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    TypesToProcess         = @('bin/NcpPowerShell.Types.ps1xml')
    FormatsToProcess       = @('bin/NcpPowerShell.Format.ps1xml')
    CmdletsToExport        = @(
        'Connect-Ncp',
        'Disconnect-Ncp',
        'Get-NcpSession',
        'Test-NcpSession',
        'Get-NcpKmsKey',
        'Get-NcpKmsKeyVersion',
        'Get-NcpKmsTokenGenerator',
        'Get-NcpNsmlAuthKey',
        'Get-NcpApiGatewayKey',
        'Reset-NcpApiGatewayKey'
    )
    FunctionsToExport      = @()
    VariablesToExport      = @()
    AliasesToExport        = @()
    PrivateData            = @{
        PSData = @{
            Tags         = @('NAVER', 'NCP', 'ncloud', 'NaverCloud', 'KMS', 'APIGateway', 'NSML', 'Cloud', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS')
            ProjectUri   = 'https://github.com/ncp-powershell/NcpPowerShell'
            LicenseUri   = 'https://github.com/ncp-powershell/NcpPowerShell/blob/main/LICENSE'
            IconUri      = 'https://github.com/ncp-powershell/NcpPowerShell/raw/main/assets/icon.png'
            ReleaseNotes = 'https://github.com/ncp-powershell/NcpPowerShell/blob/main/CHANGELOG.md'
        }
    }
}
