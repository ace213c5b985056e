using System.Xml.Linq;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using NcpPowerShell.HelpBuilder.Module;
using NcpPowerShell.HelpBuilder.Pages;

namespace NcpPowerShell.HelpBuilder.Output;

/// <summary>Writes the MAML file of one language: texts from the pages, everything else from the cmdlets.</summary>
internal sealed class MamlWriter(Book book, CmdletFacts cmdlet)
{
    private readonly Page _page = book.Pages[cmdlet.Name];

    public static void Write(Book book, IEnumerable<CmdletFacts> cmdlets, string path) => new XElement(
        Maml.Help + "helpItems",
        new XAttribute("schema", "maml"),
        cmdlets.Select(cmdlet => new MamlWriter(book, cmdlet).Command())).Save(path);

    private XElement Command() => new(
        Maml.Command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", Maml.Text),
        new XAttribute(XNamespace.Xmlns + "command", Maml.Command),
        new XAttribute(XNamespace.Xmlns + "dev", Maml.Dev),
        new XElement(
            Maml.Command + "details",
            new XElement(Maml.Command + "name", cmdlet.Name),
            new XElement(Maml.Command + "verb", cmdlet.Verb),
            new XElement(Maml.Command + "noun", cmdlet.Noun),
            new XElement(Maml.Text + "description", Maml.Para(_page.Synopsis!))),
        new XElement(Maml.Text + "description", Maml.Paras(_page.Part(Part.Description)!)),
        new XElement(Maml.Command + "syntax", cmdlet.ParameterSets.Select(Syntax)),
        new XElement(Maml.Command + "parameters", cmdlet.Parameters.Select(parameter => Parameter(parameter, parameter.Uses[0], isSyntax: false))),
        new XElement(Maml.Command + "inputTypes", _page.PartsUnder(Part.Inputs).Select(section => Type("inputType", section))),
        new XElement(Maml.Command + "returnValues", _page.PartsUnder(Part.Outputs).Select(section => Type("returnValue", section))),
        new XElement(Maml.Text + "alertSet", _page.Part(Part.Notes) is { } notes ? new XElement(Maml.Text + "alert", Maml.Paras(notes)) : null),
        new XElement(Maml.Command + "examples", _page.PartsUnder(Part.Examples).Select((section, index) => Example(new Example(section), index + 1))),
        new XElement(Maml.Command + "relatedLinks", Links()));

    private XElement Syntax(string? set) => new(
        Maml.Command + "syntaxItem",
        new XElement(Maml.Text + "name", cmdlet.Name),
        cmdlet.Syntax(set).Select(item => Parameter(item.Parameter, item.Use, isSyntax: true)));

    private XElement Parameter(ParameterFacts parameter, ParameterUse use, bool isSyntax) => new(
        Maml.Command + "parameter",
        new XAttribute("required", use.IsMandatory),
        new XAttribute("variableLength", parameter.Type.IsArray),
        new XAttribute("globbing", parameter.SupportsWildcards),
        new XAttribute("pipelineInput", use.PipelineText),
        new XAttribute("position", use.PositionText),
        new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
        new XElement(Maml.Text + "name", parameter.Name),
        new XElement(Maml.Text + "description", Text(parameter)),
        isSyntax && parameter.Values.Count > 0 ? new XElement(Maml.Command + "parameterValueGroup", parameter.Values.Select(value => Value(value, false))) : null,
        isSyntax && parameter.IsSwitch ? null : Value(parameter.TypeName, !parameter.IsSwitch),
        new XElement(Maml.Dev + "type", new XElement(Maml.Text + "name", parameter.TypeName), new XElement(Maml.Text + "uri")),
        new XElement(Maml.Dev + "defaultValue", parameter.Default));

    private IEnumerable<XElement> Text(ParameterFacts parameter)
    {
        var paras = Maml.Paras(book.TextOf(_page, parameter)!);
        return parameter.Values.Count == 0 ? paras : paras.Append(Maml.Para(string.Join(" | ", parameter.Values)));
    }

    private static XElement Value(string value, bool isRequired) =>
        new(Maml.Command + "parameterValue", new XAttribute("required", isRequired), new XAttribute("variableLength", false), value);

    private static XElement Type(string name, Section section) => new(
        Maml.Command + name,
        new XElement(Maml.Dev + "type", new XElement(Maml.Text + "name", section.Title)),
        new XElement(Maml.Text + "description", Maml.Paras(section)));

    private static XElement Example(Example example, int number) => new(
        Maml.Command + "example",
        new XElement(Maml.Text + "title", $"---------- {number}. {example.Section.Title} ----------"),
        new XElement(Maml.Dev + "code", $"{Pages.Example.TextOf(example.Code)}\n\n{Pages.Example.TextOf(example.Output)}"),
        // The empty paragraph keeps the next example at a distance.
        new XElement(Maml.Dev + "remarks", example.Remarks.SelectMany(PlainText.Paragraphs).Select(Maml.Para).Append(Maml.Para(""))));

    private IEnumerable<XElement> Links() =>
    [
        Maml.Link(cmdlet.Name, cmdlet.HelpUri!.AbsoluteUri.Replace($"/{Language.All[0].Culture}/", $"/{_page.Language.Culture}/", StringComparison.Ordinal)),
        .. _page.Part(Part.RelatedLinks)!.Body.SelectMany(block => block.Descendants<LinkInline>()).Select(Link),
    ];

    private static XElement Link(LinkInline link) => Maml.Link(
        string.Concat(link.Descendants<LiteralInline>().Select(literal => literal.Content.ToString())),
        Uri.TryCreate(link.Url, UriKind.Absolute, out var uri) ? uri.AbsoluteUri : "");
}
