using System.Text;
using NcpPowerShell.HelpBuilder;
using NcpPowerShell.HelpBuilder.Checks;
using NcpPowerShell.HelpBuilder.Module;
using NcpPowerShell.HelpBuilder.Output;
using NcpPowerShell.HelpBuilder.Pages;

if (args is not [var docs, var output])
{
    Console.Error.WriteLine("Usage: NcpPowerShell.HelpBuilder <docs folder> <output folder>");
    return 2;
}

Console.OutputEncoding = Encoding.UTF8;
var cmdlets = ModuleFacts.Cmdlets();
var books = Language.All.Select(language => Book.Load(docs, language)).ToList();

List<Problem> problems =
[
    .. books.SelectMany(book => BookCheck.Of(book, cmdlets)),
    .. books.Skip(1).SelectMany(book => TranslationCheck.Of(books[0], book)),
];
problems.ForEach(Console.WriteLine);
if (problems.Count > 0)
{
    return 1;
}

foreach (var book in books)
{
    var folder = Directory.CreateDirectory(Path.Combine(output, book.Language.Culture)).FullName;
    MamlWriter.Write(book, cmdlets, Path.Combine(folder, "NcpPowerShell.dll-Help.xml"));
    foreach (var topic in book.Topics)
    {
        TopicWriter.Write(topic, Path.Combine(folder, $"{topic.Name}.help.txt"));
    }
}

return 0;
