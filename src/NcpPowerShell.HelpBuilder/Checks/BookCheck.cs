using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using NcpPowerShell.HelpBuilder.Module;
using NcpPowerShell.HelpBuilder.Pages;

namespace NcpPowerShell.HelpBuilder.Checks;

/// <summary>Whether one language has all pages and describes everything.</summary>
internal static class BookCheck
{
    private const string ErrorTopic = "about_NcpErrors";

    public static IEnumerable<Problem> Of(Book book, IReadOnlyList<CmdletFacts> cmdlets) =>
    [
        .. Cmdlets(book, cmdlets),
        .. Properties(book, cmdlets),
        .. book.Topics.SelectMany(Topic),
        .. Errors(book),
    ];

    private static IEnumerable<Problem> Cmdlets(Book book, IReadOnlyList<CmdletFacts> cmdlets)
    {
        foreach (var cmdlet in cmdlets)
        {
            var problems = book.Pages.ContainsKey(cmdlet.Name)
                ? CmdletCheck.Of(book, cmdlet)
                : [new Problem(book.PathOf(cmdlet.Name), 1, $"{cmdlet.Name} has no page")];
            foreach (var problem in problems)
            {
                yield return problem;
            }
        }

        foreach (var section in book.SharedParameters.Where(section => !cmdlets.Any(cmdlet => cmdlet.Parameters.Any(parameter => parameter.Heading == section.Title))))
        {
            yield return new Problem(book.PathOf(Book.ParameterTopic), section.Line, $"no cmdlet has a parameter {section.Title}");
        }

        foreach (var page in book.Cmdlets.ExceptBy(cmdlets.Select(cmdlet => cmdlet.Name), page => page.Name))
        {
            yield return new Problem(page.Path, 1, $"the module has no cmdlet {page.Name}");
        }
    }

    // Two cmdlets may share a type; it is enough that one of them describes it.
    private static IEnumerable<Problem> Properties(Book book, IReadOnlyList<CmdletFacts> cmdlets)
    {
        foreach (var type in cmdlets.SelectMany(cmdlet => cmdlet.OutputTypes).Distinct())
        {
            var sections = book.Cmdlets.SelectMany(page => page.PartsUnder(Part.Outputs).Where(section => section.Title == type.FullName).Select(section => (page, section))).ToList();
            var named = sections.SelectMany(item => item.section.Body).SelectMany(block => block.Descendants<CodeInline>()).Select(code => code.Content);
            if (sections.Count > 0 && type.GetProperties().Select(property => property.Name).Except(named).ToList() is { Count: > 0 } missing)
            {
                yield return new Problem(sections[0].page.Path, sections[0].section.Line, $"no text for {string.Join(", ", missing)} of {type.Name}");
            }
        }
    }

    private static IEnumerable<Problem> Topic(Page page)
    {
        if (page.Root.Title != page.Name)
        {
            yield return new Problem(page.Path, page.Root.Line, $"the title must be {page.Name}");
        }

        if (string.IsNullOrWhiteSpace(page.Synopsis))
        {
            yield return new Problem(page.Path, page.Root.Line, "the short description must be the paragraph under the title");
        }

        foreach (var section in page.Root.WithDescendants().Where(section => section.Body.Count == 0 && section.Children.Count == 0))
        {
            yield return new Problem(page.Path, section.Line, $"'{section.Title}' is empty");
        }
    }

    private static IEnumerable<Problem> Errors(Book book)
    {
        if (!book.Pages.TryGetValue(ErrorTopic, out var page))
        {
            return [new Problem(book.PathOf(ErrorTopic), 1, "there is no page of the error ids")];
        }

        var described = page.Root.WithDescendants().Where(section => section.Title.StartsWith("Ncp", StringComparison.Ordinal)).ToList();
        return
        [
            .. ModuleFacts.ErrorIds.Except(described.Select(section => section.Title)).Select(id => new Problem(page.Path, 1, $"no text for the error id {id}")),
            .. described.Where(section => !ModuleFacts.ErrorIds.Contains(section.Title)).Select(section => new Problem(page.Path, section.Line, $"the module has no error id {section.Title}")),
        ];
    }
}
