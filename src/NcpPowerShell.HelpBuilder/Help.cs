using NcpPowerShell.HelpBuilder.Checks;
using NcpPowerShell.HelpBuilder.Module;
using NcpPowerShell.HelpBuilder.Output;
using NcpPowerShell.HelpBuilder.Pages;

namespace NcpPowerShell.HelpBuilder;

/// <summary>The pages of all languages and the cmdlets they are about.</summary>
internal sealed class Help
{
    private readonly IReadOnlyList<CmdletFacts> _cmdlets = ModuleFacts.Cmdlets();
    private readonly List<Book> _books;

    private Help(IEnumerable<Book> books) => _books = [.. books];

    public static Help Load(string docs) => new(Language.All.Select(language => Book.Load(docs, language)));

    public IReadOnlyList<Problem> Problems() =>
    [
        .. _books.SelectMany(book => BookCheck.Of(book, _cmdlets)),
        .. _books.Skip(1).SelectMany(book => TranslationCheck.Of(_books[0], book)),
    ];

    /// <summary>Writes what Get-Help reads, a folder a language. Only for help without problems.</summary>
    public void Write(string output)
    {
        foreach (var book in _books)
        {
            var folder = Directory.CreateDirectory(Path.Combine(output, book.Language.Culture)).FullName;
            MamlWriter.Write(book, _cmdlets, Path.Combine(folder, "NcpPowerShell.dll-Help.xml"));
            foreach (var topic in book.Topics)
            {
                TopicWriter.Write(topic, Path.Combine(folder, $"{topic.Name}.help.txt"));
            }
        }
    }
}
