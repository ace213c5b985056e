@{
    RootModule        = 'EmptyModule.dll'
    ModuleVersion     = '1.0.0'
    GUID              = '0a7b1a1e-6f0c-4c39-8f0e-6a4a51a0d5a7'
    FormatsToProcess  = @('EmptyModule.Format.ps1xml')
    CmdletsToExport   = @('Get-Nothing')
    FunctionsToExport = @()
    VariablesToExport = @()
    AliasesToExport   = @()
}
