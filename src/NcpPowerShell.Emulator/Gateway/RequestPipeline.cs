using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using NcpPowerShell.Emulator.Faults;
using NcpPowerShell.Emulator.Traffic;

namespace NcpPowerShell.Emulator.Gateway;

/// <summary>What every request goes through: the log, a fault that waits for it, the signature, its service.</summary>
internal sealed partial class RequestPipeline(EmulatorState state, ILogger logger, CancellationToken stopping)
{
    private readonly SignatureVerifier _verifier = new(state.Credentials);

    public RequestDelegate Signed(Func<Exchange, Reply> handler) => context => RunAsync(context, handler, isSigned: true);

    public RequestDelegate Open(Func<Exchange, Reply> handler) => context => RunAsync(context, handler, isSigned: false);

    private async Task RunAsync(HttpContext context, Func<Exchange, Reply> handler, bool isSigned)
    {
        var began = Stopwatch.GetTimestamp();
        var time = DateTimeOffset.UtcNow;
        var sequence = state.Stats.RequestArrived();
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var fault = state.Faults.Take(context.Request.Method, target);
        var offset = TimeSpan.FromSeconds(state.Settings.ClockOffsetSeconds + (fault?.ClockOffsetSeconds ?? 0));
        var now = time + offset;
        var (verdict, signer) = isSigned ? _verifier.Verify(context.Request, target, now) : (SignatureVerdict.NotRequired, null);
        var refusal = Refuse(verdict, signer, target);

        Reply? reply = null;
        try
        {
            reply = await AnswerAsync(context, fault, exchange => refusal ?? handler(exchange), now);
        }
        catch (OperationCanceledException)
        {
            // The caller has left or the emulator stops: nobody is there to answer.
        }
        catch (Exception problem) when (problem is not IOException)
        {
            LogFailure(logger, problem, context.Request.Method, target);
            reply = GatewayError.Unexpected();
        }
        finally
        {
            // Before the answer leaves, so that its receiver finds itself counted and logged.
            state.Stats.RequestAnswered();
            state.Requests.Add(new RequestLogEntry(
                sequence, time, context.Request.Method, target, reply?.Status ?? 0, SignatureVerifier.AccessKeyOf(context.Request),
                verdict, fault?.DisplayName, Stopwatch.GetElapsedTime(began).TotalMilliseconds));
        }

        if (reply is null)
        {
            context.Abort();
            return;
        }
        if (offset != TimeSpan.Zero)
        {
            context.Response.Headers.Date = now.ToString("R");
        }
        fault?.ApplyHeaders(context.Response.Headers);
        await (fault switch
        {
            { Truncate: true } => reply.SendHalfAsync(context.Response),
            { Stall: true } => StallAsync(reply, context),
            _ => reply.SendAsync(context.Response),
        });
    }

    private async Task StallAsync(Reply reply, HttpContext context)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        state.Stats.AnswerStalled();
        try
        {
            await reply.SendHalfAsync(context.Response);
            await Task.Delay(Timeout.Infinite, waiting.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            state.Stats.RequestAnswered();
        }
    }

    private async Task<Reply?> AnswerAsync(HttpContext context, Fault? fault, Func<Exchange, Reply> handler, DateTimeOffset now)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var body = await ReadBodyAsync(context.Request, waiting.Token);
        await PauseAsync(state.Settings.LatencyMs, waiting.Token);
        if (fault is { When: FaultMoment.Before })
        {
            await PauseAsync(fault.DelayMs, waiting.Token);
            if (fault.ReplacesAnswer)
            {
                return fault.CreateReply();
            }
        }
        var reply = handler(new Exchange(context.Request, body, now));
        if (fault is { When: FaultMoment.After })
        {
            await PauseAsync(fault.DelayMs, waiting.Token);
            if (fault.ReplacesAnswer)
            {
                return fault.CreateReply();
            }
        }
        return reply;
    }

    private static Reply? Refuse(SignatureVerdict verdict, Credential? signer, string target) => verdict switch
    {
        SignatureVerdict.NotRequired => null,
        SignatureVerdict.Valid => signer!.IsDenied(target) ? GatewayError.PermissionDenied() : null,
        _ => GatewayError.Unauthenticated(verdict),
    };

    private static async Task<byte[]> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength is null or 0 && request.Headers.TransferEncoding.Count == 0)
        {
            return [];
        }
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, cancellationToken);
        return buffer.ToArray();
    }

    private static Task PauseAsync(int milliseconds, CancellationToken cancellationToken) =>
        milliseconds == 0 ? Task.CompletedTask : Task.Delay(milliseconds, cancellationToken);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Target} failed.")]
    private static partial void LogFailure(ILogger logger, Exception problem, string method, string target);
}
