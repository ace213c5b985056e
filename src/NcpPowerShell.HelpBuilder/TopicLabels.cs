namespace NcpPowerShell.HelpBuilder;

/// <summary>The headings that every about topic of a language begins with.</summary>
internal sealed record TopicLabels(string Topic, string ShortDescription, string LongDescription);
