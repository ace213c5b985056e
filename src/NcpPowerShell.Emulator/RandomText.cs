using System.Security.Cryptography;

namespace NcpPowerShell.Emulator;

internal static class RandomText
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public static string AccessKey() => RandomNumberGenerator.GetString(Alphabet, 20);

    public static string Secret() => RandomNumberGenerator.GetString(Alphabet, 40);
}
