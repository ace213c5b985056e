using System.Xml.Linq;
using NcpPowerShell.HelpBuilder.Pages;

namespace NcpPowerShell.HelpBuilder.Output;

/// <summary>The small change of MAML.</summary>
internal static class Maml
{
    public static readonly XNamespace Help = "http://msh";
    public static readonly XNamespace Text = "http://schemas.microsoft.com/maml/2004/10";
    public static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    public static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static XElement Para(string text) => new(Text + "para", text);

    public static XElement Para(Paragraph paragraph) => Para(paragraph.Bullet + paragraph.Text);

    public static IEnumerable<XElement> Paras(Section section) => section.Body.SelectMany(PlainText.Paragraphs).Select(Para);

    public static XElement Link(string text, string uri) => new(
        Text + "navigationLink",
        new XElement(Text + "linkText", text),
        new XElement(Text + "uri", uri));
}
