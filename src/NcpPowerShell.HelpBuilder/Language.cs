using NcpPowerShell.HelpBuilder.Pages;

namespace NcpPowerShell.HelpBuilder;

/// <summary>A language of the help: its folder under docs/, and what its pages call their parts.</summary>
internal sealed record Language(string Culture, IReadOnlyDictionary<Part, string> Parts, TopicLabels TopicLabels)
{
    /// <summary>The first is the one that the others are compared with.</summary>
    public static readonly Language[] All =
    [
        new(
            "en-US",
            new Dictionary<Part, string>
            {
                [Part.Description] = "Description",
                [Part.Examples] = "Examples",
                [Part.Parameters] = "Parameters",
                [Part.Inputs] = "Inputs",
                [Part.Outputs] = "Outputs",
                [Part.Notes] = "Notes",
                [Part.RelatedLinks] = "Related links",
            },
            new TopicLabels("TOPIC", "SHORT DESCRIPTION", "LONG DESCRIPTION")),
        new(
            "ko-KR",
            new Dictionary<Part, string>
            {
                [Part.Description] = "설명",
                [Part.Examples] = "예제",
                [Part.Parameters] = "매개 변수",
                [Part.Inputs] = "입력",
                [Part.Outputs] = "출력",
                [Part.Notes] = "참고",
                [Part.RelatedLinks] = "관련 링크",
            },
            new TopicLabels("항목", "간단한 설명", "자세한 설명")),
    ];
}
