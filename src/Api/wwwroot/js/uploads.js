import { problemOf } from "./api.js";
import { settings } from "./settings.js";
import { setJobId, tracks, update } from "./tracks.js";

const ENDPOINT = "/api/v1/uploads";
const PARALLEL = 3;
/* Smaller files are created and sent in one request. Larger ones are created first, so that they can be resumed from the first byte. */
const SMALL = 4 * 1024 * 1024;
/* Larger drops go to the bulk queue, so that they do not delay single tracks. */
const BULK = 25;
const RETRY_DELAYS = [0, 1000, 2000, 4000, 8000, 15000];

let running = 0;
const waiting = [];
const uploads = new Map();

/** Uploads tracks, a few at a time. `options` are { model, window, labels }. */
export function send(added, options) {
  const priority = added.length > BULK ? "bulk" : "interactive";
  for (const track of added) {
    track.options = { ...options, priority };
    waiting.push(track);
  }
  pump();
}

/** Uploads a track again after its upload or its job has failed. */
export function sendAgain(track) {
  update(track, { phase: "waiting", error: null, job: null, jobId: null, sequence: 0, sent: 0 });
  waiting.push(track);
  pump();
}

/** Cancels an upload and deletes its partial data on the server. */
export function stopSending(track) {
  const index = waiting.indexOf(track);
  if (index >= 0) waiting.splice(index, 1);
  const upload = uploads.get(track);
  if (upload) {
    // Best effort: the server expires unfinished uploads anyway.
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
  // A track that was cancelled in the meantime may already be uploaded again.
  const replaced = () => uploads.get(track) !== upload;
  const { maxUploadBytes } = await settings;
  if (replaced()) return;
  if (track.size > maxUploadBytes) {
    update(track, { phase: "unsent", error: { code: "upload_too_large" } });
    ended(track);
    return;
  }
  if (!small) {
    const [earlier] = await upload.findPreviousUploads().catch(() => []);
    if (earlier) upload.resumeFromPreviousUpload(earlier);
  }
  if (!replaced()) upload.start();
}

function fail(track, error) {
  const response = error.originalResponse;
  const problem = response ? problemOf(response.getBody()) : {};
  const reason = response ? { status: response.getStatus(), code: problem.code, title: problem.detail ?? problem.title } : { code: "offline" };
  update(track, { phase: "unsent", error: reason });
}
