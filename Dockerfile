FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends nodejs npm \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY Directory.Build.props Directory.Build.targets Directory.Packages.props .editorconfig ./
COPY src src
COPY models models
RUN dotnet publish src/Api --configuration Release --output /out/api \
 && dotnet publish src/Worker --configuration Release --output /out/worker \
 && dotnet publish src/Cli --configuration Release --output /out/cli

FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS base
RUN apt-get update \
 && apt-get install -y --no-install-recommends curl ffmpeg libsndfile1 libsoxr0 libsvm3 \
 && rm -rf /var/lib/apt/lists/* \
 && install -d -o $APP_UID /data /data/uploads
ENV Data__Folder=/data Uploads__Folder=/data/uploads
WORKDIR /app
USER $APP_UID

FROM base AS cli
COPY --from=build /out/cli .
WORKDIR /music
ENTRYPOINT ["dotnet", "/app/genrequeue.dll"]

FROM base AS worker
COPY --from=build /out/worker .
ENV Bus__Transport=rabbitmq Worker__HealthFile=/tmp/worker-healthy
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
  CMD ["sh", "-c", "test -n \"$(find /tmp/worker-healthy -mmin -1)\""]
STOPSIGNAL SIGTERM
ENTRYPOINT ["dotnet", "GenreQueue.Worker.dll"]

FROM base AS api
COPY --from=build /out/api .
ENV urls=http://0.0.0.0:8080
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD ["curl", "--fail", "--silent", "--show-error", "--output", "/dev/null", "http://localhost:8080/health/live"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["dotnet", "GenreQueue.Api.dll"]
