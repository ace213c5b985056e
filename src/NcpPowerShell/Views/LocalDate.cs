using System.Globalization;
using System.Management.Automation;

namespace NcpPowerShell.Views;

/// <summary>Dates as the views show them: in local time, and the same in every culture.</summary>
public static class LocalDate
{
    /// <summary>For tables: <c>2024-03-01 18:00</c>; null for no date.</summary>
    public static string? ToMinute(object? date) => ToText(date, "yyyy-MM-dd HH:mm");

    /// <summary>For lists: <c>2024-03-01 18:00:00 +09:00</c>; null for no date.</summary>
    public static string? ToSecond(object? date) => ToText(date, "yyyy-MM-dd HH:mm:ss zzz");

    // What comes back from a job or a file is no DateTimeOffset any more; PowerShell wrote its text in no culture.
    private static string? ToText(object? date, string format)
    {
        if (date is null)
        {
            return null;
        }

        var value = date is PSObject wrapped ? wrapped.BaseObject : date;
        var text = LanguagePrimitives.ConvertTo<string>(date);
        return (value is DateTime plain ? new DateTimeOffset(plain) : value) is DateTimeOffset exact
            || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out exact)
            ? exact.ToLocalTime().ToString(format, CultureInfo.InvariantCulture)
            : text;
    }
}
