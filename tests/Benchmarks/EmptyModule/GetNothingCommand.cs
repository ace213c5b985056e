using System.Management.Automation;

namespace EmptyModule;

/// <summary>Does nothing: a binary module without any cmdlet is none.</summary>
[Cmdlet(VerbsCommon.Get, "Nothing")]
public sealed class GetNothingCommand : PSCmdlet;
