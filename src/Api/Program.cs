using GenreQueue.Api;
using GenreQueue.Api.Ops;
using GenreQueue.Hosting.Configuration;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
if (args is [EmptyJunkCommand.Name, .. var arguments]) return await EmptyJunkCommand.RunAsync(builder, arguments, Console.Out, Console.Error);
builder.AddGenreQueue();
var app = builder.Build();
return await app.RunCheckedAsync(app.UseGenreQueue);
