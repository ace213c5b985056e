namespace NcpPowerShell.Http;

internal sealed class BodyTooLargeException() : IOException($"The body is longer than {BoundedBody.Limit / 1024 / 1024} MB.");
