import { getJob } from "./api.js";
import { applyJob, hasEnded, onChange, trackOf, tracks, update } from "./tracks.js";

const POLL_MS = 1500;
const POLLED_AT_ONCE = 60;
const PARALLEL = 6;
const RECONNECT_MS = 5000;

let connection;
let connected = false;
let announce = () => {};
let announced;
const toRead = new Set();
let reading = 0;

/** Keeps all pending jobs up to date: by push while the hub is connected, else by polling. */
export function goLive(onState) {
  announce = state => {
    if (state !== announced) onState(announced = state);
  };
  onChange((track, what) => {
    if (what !== "job") return;
    if (connected) watch(track);
    else reread([track]);
  });
  setInterval(poll, POLL_MS);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) readOpen(); });
  addEventListener("online", readOpen);
  connect();
}

/** Fetches the jobs of these tracks, a few at a time. */
export function reread(list) {
  for (const track of list) toRead.add(track);
  pump();
}

function connect() {
  if (typeof signalR === "undefined") return announce("polling");
  connection = new signalR.HubConnectionBuilder()
    .withUrl("/hubs/jobs")
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: context => Math.min(500 * 2 ** context.previousRetryCount, RECONNECT_MS) })
    .configureLogging(signalR.LogLevel.None)
    .build();
  connection.on("JobChanged", pushed);
  connection.onreconnecting(() => leave());
  connection.onreconnected(() => enter());
  connection.onclose(() => { leave(); setTimeout(startConnection, RECONNECT_MS); });
  startConnection();
}

async function startConnection() {
  try {
    await connection.start();
    enter();
  } catch {
    leave();
    setTimeout(startConnection, RECONNECT_MS);
  }
}

/* A new connection has no subscriptions and has missed earlier changes. */
function enter() {
  connected = true;
  announce("live");
  for (const track of openTracks()) watch(track);
}

function leave() {
  connected = false;
  announce("polling");
}

/* Subscribe before fetching, so that no change is missed in between. */
async function watch(track) {
  try {
    await connection.invoke("WatchJob", track.jobId);
  } catch {
    // The connection was lost; polling continues until it is restored.
  }
  reread([track]);
}

function pushed({ jobId, state, sequence }) {
  const track = trackOf(jobId);
  if (!track || track.sequence >= sequence) return;
  if (state === "queued" || state === "running") {
    update(track, { phase: state, sequence });
    return;
  }
  reread([track]);
  connection.invoke("UnwatchJob", jobId).catch(() => {});
}

const openTracks = () => tracks.filter(track => track.jobId && !hasEnded(track));
const readOpen = () => reread(openTracks());

function poll() {
  if (connected || document.hidden) return;
  const open = openTracks().sort((a, b) => (a.readAt ?? 0) - (b.readAt ?? 0));
  reread(open.slice(0, POLLED_AT_ONCE));
}

function pump() {
  for (const track of toRead) {
    if (reading >= PARALLEL) return;
    toRead.delete(track);
    reading++;
    read(track).finally(() => { reading--; pump(); });
  }
}

async function read(track) {
  track.readAt = Date.now();
  try {
    applyJob(track, await getJob(track.jobId));
    announce(connected ? "live" : "polling");
  } catch (error) {
    if (error.status === 404 || error.status === 410) update(track, { phase: "gone", error: { code: "not_found" } });
    else if (error.code === "offline") announce("offline");
  }
}
