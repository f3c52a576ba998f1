/**
 * The tracks of this page, newest first, and everybody who wants to know when one changed.
 * A track: { name, size, file, phase, sent, jobId, job, sequence, error, open, restored }.
 * Phases: waiting → uploading → queued → running → succeeded | failed | canceled, or unsent when the upload failed.
 */
const ENDED = new Set(["succeeded", "failed", "canceled", "unsent", "gone"]);
const HISTORY = "genrequeue.jobs";
const KEPT = 2000;

export let tracks = [];
const byJob = new Map();
const removedJobs = new Set();
const listeners = [];
let saving;

export const hasEnded = track => ENDED.has(track.phase);

/** How a track that did not succeed can be tried again: "again" sends its file, "retry" asks the service, which may no longer have it. */
export function againWith({ phase, file, job }) {
  if (!["unsent", "failed", "canceled"].includes(phase)) return null;
  if (file) return "again";
  return job?.links.retry ? "retry" : null;
}

export const trackOf = jobId => byJob.get(jobId);

/** Calls `listener(track, what)`: "list" when tracks came or went, "job" when a track became a job, "track" for all else. */
export const onChange = listener => listeners.push(listener);

function changed(track, what) {
  for (const listener of listeners) listener(track, what);
}

export function addFiles(files) {
  const added = files.map(file => ({ name: file.name, size: file.size, file, phase: "waiting", sent: 0 }));
  tracks = added.concat(tracks);
  changed(null, "list");
  return added;
}

export function update(track, values) {
  Object.assign(track, values);
  changed(track, "track");
}

/** Takes over what the service says of a job, unless something newer is known already. */
export function applyJob(track, job) {
  if (track.sequence > job.sequence) return;
  byJob.set(job.id, track);
  if (job.state === "succeeded") track.file = null;
  update(track, { job, sequence: job.sequence, phase: job.state, name: job.fileName || track.name, size: job.size ?? track.size, error: job.error ?? null });
}

export function setJobId(track, jobId) {
  byJob.set(jobId, track);
  Object.assign(track, { jobId, phase: "queued" });
  changed(track, "job");
  save();
}

export function remove(gone) {
  const leaving = new Set(gone);
  for (const { jobId } of leaving) {
    byJob.delete(jobId);
    removedJobs.add(jobId);
  }
  tracks = tracks.filter(track => !leaving.has(track));
  changed(null, "list");
  save();
}

/** The tracks of earlier visits, as far as known: their state is read from the service afterwards. */
export function restore() {
  const earlier = readHistory().map(([jobId, name, size]) => ({ jobId, name, size, phase: "queued", sent: size, restored: true }));
  for (const track of earlier) byJob.set(track.jobId, track);
  tracks = tracks.concat(earlier);
  if (earlier.length) changed(null, "list");
  return earlier;
}

function readHistory() {
  try {
    const stored = JSON.parse(localStorage.getItem(HISTORY) ?? "[]");
    return Array.isArray(stored) ? stored.filter(item => Array.isArray(item) && typeof item[0] === "string") : [];
  } catch {
    return [];
  }
}

function save() {
  saving ??= setTimeout(saveNow, 300);
}

function saveNow() {
  clearTimeout(saving);
  saving = undefined;
  const own = tracks.filter(track => track.jobId && track.phase !== "gone").map(track => [track.jobId, track.name, track.size]);
  // Another tab may have added its own in the meantime.
  const others = readHistory().filter(([jobId]) => !byJob.has(jobId) && !removedJobs.has(jobId));
  try {
    localStorage.setItem(HISTORY, JSON.stringify(own.concat(others).slice(0, KEPT)));
  } catch {
    // Storage may be full or forbidden; then the list does not outlive the page.
  }
}

addEventListener("pagehide", () => { if (saving) saveNow(); });
