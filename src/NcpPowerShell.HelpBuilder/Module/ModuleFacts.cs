using System.Management.Automation;
using System.Reflection;
using NcpPowerShell.Commands.Session;
using NcpPowerShell.Errors;

namespace NcpPowerShell.HelpBuilder.Module;

/// <summary>What the built module says of itself. It is never run: attributes are read as data.</summary>
internal static class ModuleFacts
{
    private static readonly ParameterFacts[] ShouldProcess =
    [
        new("WhatIf", typeof(SwitchParameter), "False", [new ParameterUse(null, false, null, false, false, false)]) { Aliases = ["wi"] },
        new("Confirm", typeof(SwitchParameter), "False", [new ParameterUse(null, false, null, false, false, false)]) { Aliases = ["cf"] },
    ];

    public static IReadOnlyList<string> ErrorIds { get; } = [.. Enum.GetNames<NcpErrorKind>().Select(kind => $"Ncp{kind}")];

    public static IReadOnlyList<CmdletFacts> Cmdlets() =>
        [.. typeof(ConnectNcpCommand).Assembly.GetExportedTypes().Where(type => Find<CmdletAttribute>(type) is not null).Select(Read).OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal)];

    private static CmdletFacts Read(Type type)
    {
        var cmdlet = Find<CmdletAttribute>(type)!;
        var parameters = Parameters(type);
        return new CmdletFacts(
            (string)cmdlet.ConstructorArguments[0].Value!,
            (string)cmdlet.ConstructorArguments[1].Value!,
            Named<string>(cmdlet, nameof(CmdletAttribute.DefaultParameterSetName)),
            Named<string>(cmdlet, nameof(CmdletAttribute.HelpUri)) is { } uri ? new Uri(uri) : null,
            Named<bool>(cmdlet, nameof(CmdletAttribute.SupportsShouldProcess)) ? [.. parameters, .. ShouldProcess] : parameters,
            [.. All<OutputTypeAttribute>(type).SelectMany(attribute => Types(attribute.ConstructorArguments[0]))]);
    }

    private static List<ParameterFacts> Parameters(Type type)
    {
        var instance = Activator.CreateInstance(type)!;
        var parameters = type.GetProperties().Where(property => Find<ParameterAttribute>(property) is not null).Select(property => Read(property, instance)).ToList();
        (instance as IDisposable)?.Dispose();
        return parameters;
    }

    private static ParameterFacts Read(PropertyInfo property, object instance)
    {
        var uses = All<ParameterAttribute>(property).Select(Use).ToList();
        var value = uses.Any(use => use.IsMandatory) ? null : property.GetValue(instance);
        return new ParameterFacts(
            property.Name,
            property.PropertyType,
            value is null ? "None" : property.PropertyType == typeof(SwitchParameter) ? "False" : $"{value}",
            uses)
        {
            Aliases = [.. All<AliasAttribute>(property).SelectMany(alias => Values<string>(alias.ConstructorArguments[0]))],
            SupportsWildcards = Find<SupportsWildcardsAttribute>(property) is not null,
        };
    }

    private static ParameterUse Use(CustomAttributeData parameter) => new(
        Named<string>(parameter, nameof(ParameterAttribute.ParameterSetName)),
        Named<bool>(parameter, nameof(ParameterAttribute.Mandatory)),
        Named<int?>(parameter, nameof(ParameterAttribute.Position)),
        Named<bool>(parameter, nameof(ParameterAttribute.ValueFromPipeline)),
        Named<bool>(parameter, nameof(ParameterAttribute.ValueFromPipelineByPropertyName)),
        Named<bool>(parameter, nameof(ParameterAttribute.DontShow)));

    private static IEnumerable<CustomAttributeData> All<T>(MemberInfo member) =>
        member.GetCustomAttributesData().Where(attribute => attribute.AttributeType == typeof(T));

    private static CustomAttributeData? Find<T>(MemberInfo member) => All<T>(member).FirstOrDefault();

    private static T? Named<T>(CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.MemberName == name).TypedValue.Value is T value ? value : default;

    private static IEnumerable<T> Values<T>(CustomAttributeTypedArgument argument) =>
        ((IEnumerable<CustomAttributeTypedArgument>)argument.Value!).Select(item => (T)item.Value!);

    private static IEnumerable<Type> Types(CustomAttributeTypedArgument argument) => Values<Type>(argument);
}
