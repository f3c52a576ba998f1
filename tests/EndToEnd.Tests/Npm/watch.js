// Watches a job or a batch with @microsoft/signalr: watch.js BASE job|batch ID
// Prints one JSON object per line until it is killed: { event: watching | changed | reconnecting | stored, ... }.
import { HubConnectionBuilder, LogLevel } from "@microsoft/signalr";

const [base, kind, id] = process.argv.slice(2);
const print = line => process.stdout.write(`${JSON.stringify(line)}\n`);

const connection = new HubConnectionBuilder()
  .withUrl(`${base}/hubs/jobs`)
  .withAutomaticReconnect({ nextRetryDelayInMilliseconds: () => 250 })
  .configureLogging(LogLevel.None)
  .build();

// A new connection has no subscriptions and has missed earlier changes: subscribe first, then read the stored state.
async function watch() {
  await connection.invoke(kind === "job" ? "WatchJob" : "WatchBatch", id);
  const response = await fetch(kind === "job" ? `${base}/api/v1/jobs/${id}` : `${base}/api/v1/jobs?batch=${id}&pageSize=100`);
  const answer = await response.json();
  for (const job of kind === "job" ? [answer] : answer.items) print({ event: "stored", jobId: job.id, state: job.state, sequence: job.sequence });
  print({ event: "watching" });
}

connection.on("JobChanged", change => print({ event: "changed", ...change }));
connection.onreconnecting(() => print({ event: "reconnecting" }));
connection.onreconnected(watch);
await connection.start();
await watch();
