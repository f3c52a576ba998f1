import { problemOf } from "./api.js";
import { setJobId, tracks, update } from "./tracks.js";

const ENDPOINT = "/api/v1/uploads";
const PARALLEL = 3;
/* Up to here one request creates and sends; above, the upload is created first, so that it can be resumed from its first byte on. */
const SMALL = 4 * 1024 * 1024;
/* A drop larger than this goes to the bulk queue, so that nobody else's single track waits behind it. */
const BULK = 25;
const RETRY_DELAYS = [0, 1000, 2000, 4000, 8000, 15000];

let running = 0;
const waiting = [];
const uploads = new Map();

/** Sends tracks, a few at a time. `options` are { model, window, labels }. */
export function send(added, options) {
  const priority = added.length > BULK ? "bulk" : "interactive";
  for (const track of added) {
    track.options = { ...options, priority };
    waiting.push(track);
  }
  pump();
}

/** Sends one track again whose upload had failed, or whose file the service no longer has. */
export function sendAgain(track) {
  update(track, { phase: "waiting", error: null, job: null, jobId: null, sequence: 0, sent: 0 });
  waiting.push(track);
  pump();
}

/** Calls an upload off and tells the service to forget what it has of it. */
export function stopSending(track) {
  const index = waiting.indexOf(track);
  if (index >= 0) waiting.splice(index, 1);
  const upload = uploads.get(track);
  if (upload) {
    // Terminating is a courtesy: what stays behind expires on the server.
    upload.abort(true).catch(() => {});
    ended(track);
  }
  update(track, { phase: "canceled" });
}

export const isSending = () => tracks.some(track => track.phase === "waiting" || track.phase === "uploading");

function pump() {
  while (running < PARALLEL && waiting.length) {
    running++;
    start(waiting.shift());
  }
}

function ended(track) {
  if (!uploads.delete(track)) return;
  running--;
  pump();
}

async function start(track) {
  let jobLocation = null;
  const small = track.size <= SMALL;
  update(track, { phase: "uploading" });
  const upload = new tus.Upload(track.file, {
    endpoint: ENDPOINT,
    retryDelays: RETRY_DELAYS,
    uploadDataDuringCreation: small,
    storeFingerprintForResuming: !small,
    removeFingerprintOnSuccess: true,
    metadata: { filename: track.name, ...track.options },
    onProgress: sent => update(track, { sent }),
    onAfterResponse: (_, response) => { jobLocation = response.getHeader("Job-Location") ?? jobLocation; },
    onError: error => { fail(track, error); ended(track); },
    onSuccess: () => { setJobId(track, jobLocation.split("/").pop()); ended(track); },
  });
  uploads.set(track, upload);
  if (!small) {
    const [earlier] = await upload.findPreviousUploads().catch(() => []);
    if (earlier) upload.resumeFromPreviousUpload(earlier);
  }
  if (uploads.has(track)) upload.start();
}

function fail(track, error) {
  const response = error.originalResponse;
  const problem = response ? problemOf(response.getBody()) : {};
  const told = response ? { status: response.getStatus(), code: problem.code, title: problem.detail ?? problem.title } : { code: "offline" };
  update(track, { phase: "unsent", error: told });
}
