using GenreQueue.Api;
using GenreQueue.Hosting.Configuration;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddGenreQueue();
var app = builder.Build();
return await app.RunCheckedAsync(app.UseGenreQueue);
