using NcpPowerShell.Emulator.ApiGateway;
using NcpPowerShell.Emulator.Control;
using NcpPowerShell.Emulator.Gateway;
using NcpPowerShell.Emulator.Kms;
using NcpPowerShell.Emulator.Nsml;
using NcpPowerShell.Emulator.ServerRole;

namespace NcpPowerShell.Emulator;

/// <summary>A running emulator; disposing it stops the server and whatever still waits in it.</summary>
public sealed class EmulatorHost : IAsyncDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(1);

    private readonly WebApplication _application;
    private readonly CancellationTokenSource _stopping;

    private EmulatorHost(WebApplication application, CancellationTokenSource stopping, EmulatorState state)
    {
        _application = application;
        _stopping = stopping;
        State = state;
        Address = new Uri(application.Urls.Single());
    }

    public Uri Address { get; }

    public string AccessKey => State.AccessKey;

    public string SecretKey => State.SecretKey;

    public string NsmlApiKey => State.NsmlApiKey;

    public EmulatorState State { get; }

    public static async Task<EmulatorHost> StartAsync(EmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new EmulatorOptions();
        var state = new EmulatorState(options);
        var stopping = new CancellationTokenSource();
        var application = Build(options, state);
        Map(application, state, stopping.Token);
        try
        {
            await application.StartAsync(cancellationToken);
            return new EmulatorHost(application, stopping, state);
        }
        catch
        {
            await application.DisposeAsync();
            stopping.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }
        await _stopping.CancelAsync();
        using (var patience = new CancellationTokenSource(StopTimeout))
        {
            await _application.StopAsync(patience.Token);
        }
        await _application.DisposeAsync();
        _stopping.Dispose();
    }

    private static WebApplication Build(EmulatorOptions options, EmulatorState state)
    {
        var endpoint = LoopbackEndpoint.Of(options.Url);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        options.Logging?.Invoke(builder.Logging);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, UnattendedLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(endpoint, listen => listen.Use(next => async connection =>
            {
                state.Stats.ConnectionOpened();
                try
                {
                    await next(connection);
                }
                finally
                {
                    state.Stats.ConnectionClosed();
                }
            }));
        });
        return builder.Build();
    }

    private static void Map(WebApplication application, EmulatorState state, CancellationToken stopping)
    {
        var pipeline = new RequestPipeline(state, application.Logger, stopping);
        KmsEndpoints.Map(application, pipeline, state);
        NsmlEndpoints.Map(application, pipeline, state);
        ApiKeyEndpoints.Map(application, pipeline, state);
        RoleEndpoints.Map(application, pipeline, state);
        ControlEndpoints.Map(application, state);
        application.MapFallback("{**path}", pipeline.Open(_ => GatewayError.NotFound()));
    }
}
