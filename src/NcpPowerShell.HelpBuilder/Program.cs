using System.Text;
using NcpPowerShell.HelpBuilder;

if (args is not [var docs, var output])
{
    Console.Error.WriteLine("Usage: NcpPowerShell.HelpBuilder <docs folder> <output folder>");
    return 2;
}

Console.OutputEncoding = Encoding.UTF8;
var help = Help.Load(docs);
var problems = help.Problems();
if (problems.Count == 0)
{
    help.Write(output);
    return 0;
}

foreach (var problem in problems)
{
    Console.WriteLine(problem);
}

return 1;
