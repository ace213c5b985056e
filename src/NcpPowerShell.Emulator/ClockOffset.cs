namespace NcpPowerShell.Emulator;

internal static class ClockOffset
{
    private static readonly double Limit = TimeSpan.FromDays(3650).TotalSeconds;

    public static void Check(double seconds)
    {
        if (!(Math.Abs(seconds) <= Limit))
        {
            throw new ArgumentException("clockOffsetSeconds takes ten years at most, either way.");
        }
    }
}
