using GenreQueue.Api;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddGenreQueue();
var app = builder.Build();
app.UseGenreQueue();
await app.RunAsync();
