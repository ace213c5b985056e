using Markdig.Syntax;
using NcpPowerShell.HelpBuilder.Pages;

namespace NcpPowerShell.HelpBuilder.Checks;

/// <summary>Whether two languages say the same: the same pages, headings, code and output.</summary>
internal static class TranslationCheck
{
    public static IEnumerable<Problem> Of(Book original, Book translation)
    {
        foreach (var page in original.Pages.Values)
        {
            if (translation.Pages.TryGetValue(page.Name, out var translated) && FirstDifference(page, translated) is { } problem)
            {
                yield return problem;
            }
        }

        foreach (var missing in original.Topics.ExceptBy(translation.Pages.Keys, page => page.Name))
        {
            yield return Missing(missing, translation);
        }

        foreach (var missing in translation.Topics.ExceptBy(original.Pages.Keys, page => page.Name))
        {
            yield return Missing(missing, original);
        }
    }

    private static Problem Missing(Page page, Book from) =>
        new(from.PathOf(page.Name), 1, $"there is no {from.Language.Culture} text of {page.Name}");

    private static Problem? FirstDifference(Page original, Page translation)
    {
        foreach (var (left, right) in Pairs(original.Root.WithDescendants(), translation.Root.WithDescendants()))
        {
            if (left?.Level != right?.Level)
            {
                return At(translation, right?.Line ?? 1, original, left?.Line ?? 1, "the headings differ");
            }
        }

        foreach (var (left, right) in Pairs(Fences(original), Fences(translation)))
        {
            if (Example.TextOf(left) != Example.TextOf(right))
            {
                return At(translation, Line(right), original, Line(left), "the code or its output differs");
            }
        }

        return null;
    }

    private static IEnumerable<(T? Left, T? Right)> Pairs<T>(IEnumerable<T> left, IEnumerable<T> right)
        where T : class
    {
        T[] first = [.. left];
        T[] second = [.. right];
        return Enumerable.Range(0, Math.Max(first.Length, second.Length)).Select(i => (first.ElementAtOrDefault(i), second.ElementAtOrDefault(i)));
    }

    private static IEnumerable<FencedCodeBlock> Fences(Page page) =>
        page.Root.WithDescendants().SelectMany(section => section.Body.OfType<FencedCodeBlock>());

    private static int Line(Block? block) => block is null ? 1 : Page.LineOf(block);

    private static Problem At(Page page, int line, Page other, int otherLine, string message) =>
        new(page.Path, line, $"{message} from {other.Language.Culture}/{other.Name}.md, line {otherLine}");
}
