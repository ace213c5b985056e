using System.Globalization;
using System.Text.Json;

namespace NcpPowerShell.Json;

/// <summary>
/// The fields of one JSON object, taken one after the other; what nobody took is the <see cref="Rest"/>.
/// Names match in any case, null counts as absent, numbers and booleans may come as strings, the empty one as absent.
/// </summary>
/// <exception cref="FormatException">Any member: the field is there but not of the asked type.</exception>
internal sealed class JsonFields
{
    private const int LongestNumber = 32;

    private readonly string _path;
    private readonly Func<string, string> _scrub;
    private readonly List<Field> _fields = [];
    private int _next;

    /// <param name="element">The object.</param>
    /// <param name="path">Where it is, for messages.</param>
    /// <param name="scrub">Takes the caller's own secrets out of what a server says.</param>
    public JsonFields(JsonElement element, string path, Func<string, string> scrub)
    {
        _path = path;
        _scrub = scrub;
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"{path} is not an object");
        }

        foreach (var property in element.EnumerateObject())
        {
            _fields.Add(new Field(JsonValues.NameOf(property), property.Value));
        }
    }

    public string? String(string name) => Secret(name) is { } text ? _scrub(text) : null;

    /// <summary>A string that is a secret itself, as it is.</summary>
    public string? Secret(string name) => Take(name) is { } value
        ? value.ValueKind == JsonValueKind.String ? Text(value, name) : throw Wrong(name, "a string")
        : null;

    /// <summary>A string, or a number as it is written.</summary>
    public string? Text(string name) => Take(name) is { } value
        ? value.ValueKind switch
        {
            JsonValueKind.String => _scrub(Text(value, name)),
            JsonValueKind.Number => value.GetRawText(),
            _ => throw Wrong(name, "a string"),
        }
        : null;

    public string RequiredString(string name) =>
        String(name) is { Length: > 0 } text ? text : throw new FormatException($"{_path}.{name} is missing");

    public long? Int64(string name)
    {
        if (TakeFilled(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number))
        {
            return number;
        }

        var text = value.ValueKind == JsonValueKind.String ? Text(value, name) : value.GetRawText();
        // Long ones, and those with a negative exponent, would be rounded to a whole number.
        return text.Length <= LongestNumber && text.LastIndexOf('-') <= 0
            && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            && exact == decimal.Truncate(exact) && exact is >= long.MinValue and <= long.MaxValue
            ? (long)exact
            : throw Wrong(name, "a whole number");
    }

    public int? Int32(string name) => Int64(name) is not { } number ? null
        : number is >= int.MinValue and <= int.MaxValue ? (int)number
        : throw Wrong(name, "a whole number of 32 bits");

    public bool? Boolean(string name) => TakeFilled(name) is { } value
        ? value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String when bool.TryParse(Text(value, name), out var flag) => flag,
            _ => throw Wrong(name, "true or false"),
        }
        : null;

    /// <summary>Unix milliseconds, as an offset of zero.</summary>
    public DateTimeOffset? UnixMilliseconds(string name)
    {
        if (Int64(name) is not { } milliseconds)
        {
            return null;
        }

        try
        {
            return DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw Wrong(name, "a date in milliseconds");
        }
    }

    /// <summary>ISO 8601; without an offset it is UTC.</summary>
    public DateTimeOffset? Iso8601(string name) => String(name) is not { Length: > 0 } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date
        : throw Wrong(name, "a date");

    /// <summary>A date of exactly this format and of no known zone; in any other format it stays in the <see cref="Rest"/>.</summary>
    public DateTime? Date(string name, string format)
    {
        var field = Find(name);
        if (field is null || field.Value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (field.Value.ValueKind != JsonValueKind.String)
        {
            throw Wrong(name, "a string");
        }

        if (!DateTime.TryParseExact(Text(field.Value, name), format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return null;
        }

        field.IsTaken = true;
        return date;
    }

    public JsonFields? Object(string name) => Take(name) is { } value ? new JsonFields(value, $"{_path}.{name}", _scrub) : null;

    public JsonFields RequiredObject(string name) =>
        Object(name) ?? throw new FormatException($"{_path}.{name} is missing");

    public List<T> RequiredArray<T>(string name, Func<JsonFields, T> read)
    {
        if (Take(name) is not { ValueKind: JsonValueKind.Array } array)
        {
            throw new FormatException($"{_path}.{name} is not an array");
        }

        var items = new List<T>(array.GetArrayLength());
        foreach (var item in array.EnumerateArray())
        {
            items.Add(read(new JsonFields(item, $"{_path}.{name}[{items.Count}]", _scrub)));
        }

        return items;
    }

    /// <summary>The fields nobody took, as plain .NET values.</summary>
    public IReadOnlyDictionary<string, object?> Rest()
    {
        if (_fields.TrueForAll(field => field.IsTaken))
        {
            return AdditionalFields.None;
        }

        // A second field of a name that was taken is not unknown: it could be a second secret.
        var taken = new HashSet<string>(_fields.Where(field => field.IsTaken).Select(field => field.Name), StringComparer.OrdinalIgnoreCase);
        var rest = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in _fields.Where(field => !field.IsTaken && !taken.Contains(field.Name)))
        {
            rest[_scrub(field.Name)] = JsonValues.ToPlain(field.Value, _scrub);
        }

        return rest.Count == 0 ? AdditionalFields.None : new AdditionalFields(rest);
    }

    private JsonElement? Take(string name)
    {
        var field = Find(name);
        if (field is null)
        {
            return null;
        }

        field.IsTaken = true;
        return field.Value.ValueKind == JsonValueKind.Null ? null : field.Value;
    }

    private JsonElement? TakeFilled(string name) => Take(name) is { } value && !(value.ValueKind == JsonValueKind.String && value.ValueEquals("")) ? value : null;

    // Fields mostly come in the order in which they are asked for: look where the last one was found.
    private Field? Find(string name)
    {
        for (var i = 0; i < _fields.Count; i++)
        {
            var at = (_next + i) % _fields.Count;
            if (!_fields[at].IsTaken && _fields[at].Is(name))
            {
                _next = at + 1;
                return _fields[at];
            }
        }

        return null;
    }

    private string Text(JsonElement value, string name) =>
        JsonValues.TryGetText(value, out var text) ? text : throw Wrong(name, "valid UTF-8");

    private FormatException Wrong(string name, string expected) => new($"{_path}.{name} is not {expected}");

    private sealed class Field(string name, JsonElement value)
    {
        public string Name { get; } = name;

        public JsonElement Value { get; } = value;

        public bool IsTaken { get; set; }

        public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);
    }
}
