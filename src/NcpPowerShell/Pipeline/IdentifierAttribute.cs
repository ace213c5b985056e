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
        string text => text,
        IEnumerable items and not IDictionary => items.Cast<object?>().Select(item => item is null ? null : IdentifierOf(item)).ToArray(),
        _ => IdentifierOf(inputData),
    };

    private string IdentifierOf(object item) => Base(item) switch
    {
        string text => text,
        ValueType value => LanguagePrimitives.ConvertTo<string>(value),
        IDictionary table when table[Property] is { } named => IdentifierOf(named),
        { } thing => Base(PSObject.AsPSObject(item).Properties[Property]?.Value) as string ?? throw Nameless(thing),
        _ => throw Nameless(item),
    };

    // Without its content. The cause lets the pipeline go on to bind the object by its properties.
    private ArgumentTransformationMetadataException Nameless(object thing)
    {
        var why = $"This {(thing is PSCustomObject ? "object" : thing.GetType().Name)} has no {Property}.";
        return new ArgumentTransformationMetadataException(why, new PSInvalidCastException(why));
    }

    private static object? Base(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
