using NcpPowerShell.HelpBuilder.Module;
using NcpPowerShell.HelpBuilder.Pages;

namespace NcpPowerShell.HelpBuilder.Checks;

/// <summary>Whether a page says all of a cmdlet, and nothing of what the cmdlet does not have.</summary>
internal sealed class CmdletCheck(Book book, CmdletFacts cmdlet)
{
    private const string NoType = "None";

    private readonly Page _page = book.Pages[cmdlet.Name];
    private readonly List<Problem> _problems = [];

    public static IEnumerable<Problem> Of(Book book, CmdletFacts cmdlet)
    {
        var check = new CmdletCheck(book, cmdlet);
        check.Run();
        return check._problems;
    }

    private void Run()
    {
        if (_page.Root.Title != cmdlet.Name)
        {
            Report(_page.Root, $"the title must be {cmdlet.Name}");
        }

        if (string.IsNullOrWhiteSpace(_page.Synopsis) || _page.Root.Body.Count != 1)
        {
            Report(_page.Root, "the synopsis must be one paragraph under the title");
        }

        if (cmdlet.HelpUri is null || !cmdlet.HelpUri.AbsoluteUri.EndsWith($"/{Language.All[0].Culture}/{cmdlet.Name}.md", StringComparison.Ordinal))
        {
            Report(_page.Root, $"the cmdlet's HelpUri must end with {cmdlet.Name}.md");
        }

        CheckParts();
        CheckExamples();
        CheckNames(Part.Parameters, "parameter", cmdlet.Parameters.Select(parameter => parameter.Heading), book.SharedParameters);
        CheckNames(Part.Inputs, "input type", TypeNames(cmdlet.InputTypes), []);
        CheckNames(Part.Outputs, "output type", TypeNames(cmdlet.OutputTypes), []);
    }

    private static IEnumerable<string> TypeNames(IEnumerable<Type> types) =>
        types.Select(type => type.FullName!).Distinct().DefaultIfEmpty(NoType);

    private void CheckParts()
    {
        var names = _page.Language.Parts;
        foreach (var stranger in _page.Root.Children.Where(section => !names.Values.Contains(section.Title)))
        {
            Report(stranger, $"'{stranger.Title}' is none of the headings {string.Join(", ", names.Values)}");
        }

        var present = Enum.GetValues<Part>().Where(part => _page.Part(part) is not null).ToList();
        foreach (var part in Enum.GetValues<Part>().Except(present).Except([Part.Notes, Part.Parameters]))
        {
            Report(_page.Root, $"the heading '{names[part]}' is missing");
        }

        if (!present.Select(part => _page.Part(part)!.Line).SequenceEqual(present.Select(part => _page.Part(part)!.Line).Order()))
        {
            Report(_page.Root, $"the headings must come in the order {string.Join(", ", names.Values)}");
        }

        foreach (var part in new[] { Part.Description, Part.RelatedLinks }.Select(_page.Part).OfType<Section>().Where(section => section.Body.Count == 0))
        {
            Report(part, $"'{part.Title}' is empty");
        }
    }

    private void CheckExamples()
    {
        var examples = _page.PartsUnder(Part.Examples).Select(section => new Example(section)).ToList();
        if (examples.Count < 2)
        {
            Report(_page.Part(Part.Examples) ?? _page.Root, $"{examples.Count} of at least 2 examples");
        }

        foreach (var example in examples.Where(example => !example.Fences.Select(fence => fence.Info).SequenceEqual(["powershell", "text"])))
        {
            Report(example.Section, "an example is a block of powershell, then a block of text with its output, then remarks");
        }
    }

    private void CheckNames(Part part, string what, IEnumerable<string> expected, IEnumerable<Section> elsewhere)
    {
        var sections = _page.PartsUnder(part).ToList();
        foreach (var missing in expected.Except(sections.Concat(elsewhere).Select(section => section.Title)))
        {
            Report(_page.Part(part) ?? _page.Root, $"no text for the {what} {missing}");
        }

        foreach (var section in sections.Where(section => !expected.Contains(section.Title)))
        {
            Report(section, $"{cmdlet.Name} has no {what} {section.Title}");
        }

        foreach (var section in sections.Where(section => section.Body.Count == 0 && section.Title != NoType))
        {
            Report(section, $"the {what} {section.Title} has no text");
        }
    }

    private void Report(Section section, string message) => _problems.Add(new Problem(_page.Path, section.Line, message));
}
