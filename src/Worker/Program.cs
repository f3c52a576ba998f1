using GenreQueue.Worker;
using GenreQueue.Worker.Bus;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = Host.CreateApplicationBuilder(args);
builder.AddGenreLogging();
builder.Services.AddGenreWorker(builder.Configuration);
builder.Services.AddGenreBus(builder.Configuration);
builder.Services.AddHostedService<BusWatchdog>();
await builder.Build().RunAsync();
