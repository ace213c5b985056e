using NcpPowerShell.HelpBuilder.Module;

namespace NcpPowerShell.HelpBuilder.Pages;

/// <summary>All pages of one language.</summary>
internal sealed record Book(Language Language, string Folder, IReadOnlyDictionary<string, Page> Pages)
{
    public const string ParameterTopic = "about_NcpParameters";

    public IEnumerable<Page> Cmdlets => Pages.Values.Where(page => !page.IsTopic);

    public IEnumerable<Page> Topics => Pages.Values.Where(page => page.IsTopic);

    /// <summary>Texts of the parameters that several cmdlets share.</summary>
    public IEnumerable<Section> SharedParameters =>
        Pages.TryGetValue(ParameterTopic, out var page) ? page.Root.Children.Where(section => section.Title.StartsWith('-')) : [];

    /// <summary>What a cmdlet's page, or else the topic of shared parameters, says of a parameter.</summary>
    public Section? TextOf(Page page, ParameterFacts parameter) =>
        page.PartsUnder(Part.Parameters).Concat(SharedParameters).FirstOrDefault(section => section.Title == parameter.Heading);

    public static Book Load(string docs, Language language)
    {
        var folder = Path.Combine(docs, language.Culture);
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.md") : [];
        var pages = files.Order(StringComparer.Ordinal).Select(file => Page.Load(file, language));
        return new Book(language, folder, pages.ToDictionary(page => page.Name));
    }

    public string PathOf(string page) => Path.Combine(Folder, $"{page}.md");
}
