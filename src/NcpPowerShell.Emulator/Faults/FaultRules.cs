using System.Buffers.Text;
using NcpPowerShell.Emulator.Gateway;

namespace NcpPowerShell.Emulator.Faults;

internal static class FaultRules
{
    public static void Check(Fault fault)
    {
        Require(fault.Times is -1 or > 0, "times takes a number from 1 up, or -1 for always.");
        Require(fault.Every > 0, "every takes a number from 1 up.");
        Require(fault.DelayMs >= 0, "delayMs takes a number from 0 up.");
        Require(fault.Status is null or (>= 200 and <= 599), "status takes a number from 200 to 599.");
        Require(fault.Code is null || GatewayError.IsKnown(fault.Code), $"code '{fault.Code}' is no gateway error code.");
        Require(fault.BodyBase64 is null || Base64.IsValid(fault.BodyBase64), "bodyBase64 is not Base64.");
        Require(CountBodies(fault) <= 1, "body, bodyBase64, code and garbage exclude each other.");
        Require(!(fault.Truncate && fault.Stall), "truncate and stall exclude each other.");
        Require(fault.Status is not (204 or 304) || CountBodies(fault) == 0, "status 204 and 304 have no body.");
        Require(IsHeaderValue(fault.RetryAfter), "retryAfter takes seconds or an HTTP date.");
        Require(IsHeaderValue(fault.ContentType), "contentType takes printable ASCII only.");
        Require(fault.Headers?.Values.All(IsHeaderValue) ?? true, "headers take printable ASCII only.");
        ClockOffset.Check(fault.ClockOffsetSeconds);
    }

    private static int CountBodies(Fault fault) =>
        new[] { fault.Body is not null, fault.BodyBase64 is not null, fault.Code is not null, fault.Garbage }.Count(isGiven => isGiven);

    private static bool IsHeaderValue(string? value) => value?.All(letter => letter is >= ' ' and <= '~') ?? true;

    private static void Require(bool condition, string problem)
    {
        if (!condition)
        {
            throw new ArgumentException(problem);
        }
    }
}
