using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace NcpPowerShell.Tests.Repository;

/// <summary>An assembly's public types and members as text, one a line, in an order of their own.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Assembly assembly) => assembly.GetExportedTypes()
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .SelectMany(type => Members(type).Order(StringComparer.Ordinal).Select(member => $"    {member}").Prepend(Describe(type)));

    private static string Describe(Type type)
    {
        var kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        var parents = type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []).Where(parent => parent.IsPublic).Select(Name).Order(StringComparer.Ordinal);
        var bases = type.BaseType is { } parent && parent != typeof(object) && !type.IsValueType ? parents.Prepend(Name(parent)) : parents;
        var cmdlets = Attributes<CmdletAttribute>(type, data => string.Join("-", data.ConstructorArguments.Select(argument => argument.Value)));
        return $"{kind} {type.FullName}{(type.IsEnum || !bases.Any() ? "" : $" : {string.Join(", ", bases)}")}{cmdlets}";
    }

    private static IEnumerable<string> Members(Type type) => type.IsEnum
        ? type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => string.Create(CultureInfo.InvariantCulture, $"{field.Name} = {field.GetRawConstantValue()}"))
        :
        [
            .. type.GetConstructors(Declared).Where(IsOpen).Select(constructor => $"{Name(type)}({Parameters(constructor)})"),
            .. type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily).Select(field => $"{Name(field.FieldType)} {field.Name}"),
            .. type.GetProperties(Declared).Where(property => property.GetAccessors(nonPublic: true).Any(IsOpen)).Select(Describe),
            .. type.GetMethods(Declared).Where(method => IsOpen(method) && !method.IsSpecialName && method.GetBaseDefinition() == method && !method.IsDefined(typeof(CompilerGeneratedAttribute)))
                .Select(method => $"{(method.IsStatic ? "static " : "")}{Name(method.ReturnType)} {method.Name}({Parameters(method)})"),
        ];

    private static string Describe(PropertyInfo property)
    {
        var getter = property.GetMethod is { } get && IsOpen(get) ? "get; " : "";
        var setter = property.SetMethod is { } set && IsOpen(set)
            ? set.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == nameof(IsExternalInit)) ? "init; " : "set; "
            : "";
        return $"{Name(property.PropertyType)} {property.Name} {{ {getter}{setter}}}{Attributes<ParameterAttribute>(property, _ => "Parameter")}";
    }

    private static string Attributes<T>(MemberInfo member, Func<CustomAttributeData, string> name) => string.Concat(member.GetCustomAttributesData()
        .Where(data => data.AttributeType == typeof(T))
        .Select(data => $" [{string.Join(", ", data.NamedArguments.Select(argument => $"{argument.MemberName} = {argument.TypedValue.Value}").Prepend(name(data)))}]"));

    private static bool IsOpen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? $" = {parameter.DefaultValue ?? "default"}" : "")}"));

    private static string Name(Type type) => type switch
    {
        { IsArray: true } => $"{Name(type.GetElementType()!)}[]",
        { IsByRef: true } => $"{Name(type.GetElementType()!)}&",
        _ when Nullable.GetUnderlyingType(type) is { } value => $"{Name(value)}?",
        { IsGenericType: true } => $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>",
        _ => type.Name,
    };
}
