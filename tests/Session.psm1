#requires -Version 5.1
# An environment without NCP's variables, other runspaces, other people's prompts: what the tests of sessions need.

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$Saved = @{ HOME = $env:HOME; USERPROFILE = $env:USERPROFILE; http_proxy = $env:http_proxy; https_proxy = $env:https_proxy }

function Reset-NcpEnvironment {
    # No variables, a home of its own, and nobody who listens for server roles.
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '')]
    [CmdletBinding()]
    param([string] $HomePath)

    Get-ChildItem env:NCLOUD_* | Remove-Item
    $env:NCLOUD_METADATA_API_ENDPOINT = 'http://127.0.0.1:1'
    $env:HOME = $env:USERPROFILE = $HomePath
}

function Restore-NcpEnvironment {
    [CmdletBinding()]
    param()

    Get-ChildItem env:NCLOUD_* | Remove-Item
    foreach ($name in $Saved.Keys) {
        [Environment]::SetEnvironmentVariable($name, $Saved[$name])
    }
}

function Write-ProfileFile {
    # A file as 'ncloud configure' writes it; returns its path.
    [CmdletBinding()]
    [OutputType([string])]
    param([string] $HomePath, [string] $Text, [string] $Mode = '600')

    $folder = New-Item -ItemType Directory -Force -Path (Join-Path $HomePath .ncloud)
    $path = Join-Path $folder configure
    Set-Content -Path $path -Value $Text
    if ($PSEdition -eq 'Core' -and -not $IsWindows) {
        chmod $Mode $path
    }

    $path
}

function Invoke-Runspace {
    # Runs a script with the module in a runspace of its own, on a host of one's own when given.
    [CmdletBinding()]
    param([string] $Script, [hashtable] $Variable = @{}, [Management.Automation.Host.PSHost] $PSHost)

    $runspace = if ($PSHost) { [runspacefactory]::CreateRunspace($PSHost) } else { [runspacefactory]::CreateRunspace() }
    $runspace.Open()
    $shell = [powershell]::Create()
    try {
        $shell.Runspace = $runspace
        $null = $shell.AddCommand('Import-Module').AddArgument((Get-Command Connect-Ncp).DLL).AddStatement()
        foreach ($name in $Variable.Keys) {
            $runspace.SessionStateProxy.SetVariable($name, $Variable[$name])
        }

        $shell.AddScript($Script).Invoke()
    } finally {
        $shell.Dispose()
        $runspace.Dispose()
    }
}

function New-PromptHost {
    # A host that answers every prompt for a credential with this password, and remembers what it was asked.
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '')]
    [CmdletBinding()]
    param([securestring] $Password)

    if (-not ('NcpTests.PromptHost' -as [type])) {
        $references = @{}
        if ($PSEdition -eq 'Core') {
            $references.ReferencedAssemblies = [psobject].Assembly.Location, 'System.Security', 'System.Collections', 'System.ObjectModel', 'System.Runtime', 'System.Console', 'netstandard'
        }

        Add-Type @references -TypeDefinition @'
using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace NcpTests
{
    public sealed class PromptHost : PSHost
    {
        private readonly PromptUI _ui;
        private readonly Guid _id = Guid.NewGuid();
        public PromptHost(SecureString password) { _ui = new PromptUI(password); }
        public string AskedFor { get { return _ui.AskedFor; } }
        public override string Name { get { return "PromptHost"; } }
        public override Version Version { get { return new Version(1, 0); } }
        public override Guid InstanceId { get { return _id; } }
        public override PSHostUserInterface UI { get { return _ui; } }
        public override CultureInfo CurrentCulture { get { return CultureInfo.InvariantCulture; } }
        public override CultureInfo CurrentUICulture { get { return CultureInfo.InvariantCulture; } }
        public override void EnterNestedPrompt() { }
        public override void ExitNestedPrompt() { }
        public override void NotifyBeginApplication() { }
        public override void NotifyEndApplication() { }
        public override void SetShouldExit(int exitCode) { }
    }

    public sealed class PromptUI : PSHostUserInterface
    {
        private readonly SecureString _password;
        public PromptUI(SecureString password) { _password = password; }
        public string AskedFor;
        public override PSHostRawUserInterface RawUI { get { return null; } }
        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName)
        {
            AskedFor = userName;
            return new PSCredential(userName, _password);
        }
        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes allowed, PSCredentialUIOptions options)
        {
            return PromptForCredential(caption, message, userName, targetName);
        }
        public override string ReadLine() { return ""; }
        public override SecureString ReadLineAsSecureString() { return _password; }
        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) { throw new NotSupportedException(); }
        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) { return defaultChoice; }
        public override void Write(string value) { }
        public override void Write(ConsoleColor foreground, ConsoleColor background, string value) { }
        public override void WriteLine(string value) { }
        public override void WriteErrorLine(string value) { }
        public override void WriteDebugLine(string message) { }
        public override void WriteProgress(long sourceId, ProgressRecord record) { }
        public override void WriteVerboseLine(string message) { }
        public override void WriteWarningLine(string message) { }
    }
}
'@
    }

    [NcpTests.PromptHost]::new($Password)
}

Export-ModuleMember -Function *
