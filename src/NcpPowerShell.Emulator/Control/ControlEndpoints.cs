using System.Text.Json;
using NcpPowerShell.Emulator.Faults;
using NcpPowerShell.Emulator.Gateway;

namespace NcpPowerShell.Emulator.Control;

/// <summary>The emulator's own API: what it saw, what is to go wrong, how it behaves.</summary>
internal static class ControlEndpoints
{
    private static readonly object Done = new();

    public static void Map(IEndpointRouteBuilder routes, EmulatorState state)
    {
        var control = routes.MapGroup("/_emulator");
        control.MapGet("/requests", Answer(request => new
        {
            Requests = state.Requests.Snapshot(Query(request, "pathPrefix"), Query(request, "method")),
        }));
        control.MapDelete("/requests", Do(state.ClearTraffic));
        control.MapGet("/stats", Answer(_ => state.Stats.Snapshot()));
        control.MapGet("/faults", Answer(_ => new { Faults = state.Faults.Snapshot() }));
        control.MapPost("/faults", Take<Fault>(state.Faults.Add));
        control.MapDelete("/faults", Do(state.Faults.Clear));
        control.MapGet("/settings", Answer(_ => state.Settings));
        control.MapPut("/settings", Take<EmulatorSettings>(settings => state.Settings = settings));
        control.MapPost("/reset", Do(state.Reset));
        control.Map("/{**path}", context => Error("The control API has no such request.").SendAsync(context.Response));
    }

    private static RequestDelegate Answer(Func<HttpRequest, object> read) => context =>
        Reply.Json(read(context.Request)).SendAsync(context.Response);

    private static RequestDelegate Do(Action action) => Answer(_ =>
    {
        action();
        return Done;
    });

    private static RequestDelegate Take<T>(Action<T> action)
        where T : class => async context =>
    {
        Reply reply;
        try
        {
            var value = await JsonSerializer.DeserializeAsync<T>(context.Request.Body, Json.Options, context.RequestAborted)
                ?? throw new ArgumentException("An object is expected, not null.");
            action(value);
            reply = Reply.Json(value);
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException)
        {
            reply = Error(problem.Message);
        }
        await reply.SendAsync(context.Response);
    };

    private static Reply Error(string problem) => Reply.Json(new { Error = problem }, StatusCodes.Status400BadRequest);

    private static string? Query(HttpRequest request, string name) =>
        request.Query.TryGetValue(name, out var values) && !string.IsNullOrEmpty(values) ? values.ToString() : null;
}
