using System.Text;
using NcpPowerShell.Errors;

namespace NcpPowerShell;

/// <summary>Key tags and ids become a segment of the path that is signed: they must not change it.</summary>
internal static class Identifier
{
    // Far more than any key tag or id has.
    private const int Longest = 1000;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly char[] Reserved = ['/', '\\', '?', '#', '%'];

    /// <summary>The identifier as one path segment.</summary>
    /// <exception cref="NcpException">It is empty or would change the path.</exception>
    public static string ToPathSegment(string? identifier, string name)
    {
        if (string.IsNullOrWhiteSpace(identifier))
        {
            throw new NcpException(NcpErrorKind.InvalidIdentifier, $"The {name} is empty. Nothing was sent.");
        }

        if (identifier is "." || identifier!.Contains("..") || identifier.IndexOfAny(Reserved) >= 0 || identifier.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            throw new NcpException(NcpErrorKind.InvalidIdentifier, $"'{identifier}' is not a {name}: it has white space, '..' or one of {string.Join(" ", Reserved)}. Nothing was sent.");
        }

        if (identifier.Length > Longest)
        {
            throw new NcpException(NcpErrorKind.InvalidIdentifier, $"The {name} has {identifier.Length} characters; none is longer than {Longest}. Nothing was sent.");
        }

        try
        {
            _ = Strict.GetByteCount(identifier);
            return Uri.EscapeDataString(identifier);
        }
        catch (EncoderFallbackException e)
        {
            throw new NcpException(NcpErrorKind.InvalidIdentifier, $"The {name} is not valid text. Nothing was sent.", e);
        }
    }
}
