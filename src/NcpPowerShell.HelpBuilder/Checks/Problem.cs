namespace NcpPowerShell.HelpBuilder.Checks;

/// <summary>Something that the help lacks or says wrongly.</summary>
internal sealed record Problem(string Path, int Line, string Message)
{
    /// <summary>The form that MSBuild and editors take for an error at a line.</summary>
    public override string ToString() => $"{Path}({Line}): error NCPHELP: {Message}";
}
