using System.Text.Json;

namespace NcpPowerShell.Emulator.Seeding;

/// <summary>Finds the nulls in lists, which the serializer lets pass.</summary>
internal static class NullElement
{
    public static string? Find(JsonElement element, string path = "$") => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject()
            .Select(member => Find(member.Value, $"{path}.{member.Name}"))
            .FirstOrDefault(found => found is not null),
        JsonValueKind.Array => element.EnumerateArray().Index()
            .Select(entry => entry.Item.ValueKind == JsonValueKind.Null ? $"{path}[{entry.Index}]" : Find(entry.Item, $"{path}[{entry.Index}]"))
            .FirstOrDefault(found => found is not null),
        _ => null,
    };
}
