using System.Collections;
using System.Management.Automation;

namespace NcpPowerShell.Pipeline;

/// <summary>
/// A parameter that names keys. It takes texts, and of any other object the property of this name: PowerShell would make
/// a text of the whole object, with whatever values are in it, and ask for that.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class IdentifierAttribute(string property) : ArgumentTransformationAttribute
{
    /// <summary>The property that names an object.</summary>
    public string Property { get; } = property;

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => Base(inputData) switch
    {
        null => null!,
        // An object may be a sequence of others and still have a name of its own, such as an element of XML.
        IEnumerable items and not string when Named(inputData) is null =>
            items.Cast<object?>().Select(item => item is null ? null : IdentifierOf(item)).ToArray(),
        _ => IdentifierOf(inputData),
    };

    private string IdentifierOf(object item) => Text(item) ?? Text(Named(item)) ?? throw Nameless(Base(item)!);

    private object? Named(object item) => Base(item) switch
    {
        string => null,
        IDictionary table => table[Property],
        _ => PSObject.AsPSObject(item).Properties[Property]?.Value,
    };

    private static string? Text(object? value) => Base(value) switch
    {
        string text => text,
        { } number when number.GetType().IsPrimitive || number is decimal or Guid => LanguagePrimitives.ConvertTo<string>(number),
        _ => null,
    };

    // Without its content. The cause lets the pipeline go on to bind the object by its properties.
    private ArgumentTransformationMetadataException Nameless(object thing)
    {
        var why = $"This {(thing is PSCustomObject ? "object" : thing.GetType().Name)} has no {Property} that is a text. Give a {Property}, or an object that has one.";
        return new ArgumentTransformationMetadataException(why, new PSInvalidCastException(why));
    }

    private static object? Base(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
