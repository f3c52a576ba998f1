/**
 * The tracks of this page, newest first, and the listeners for their changes.
 * A track: { name, size, file, phase, sent, jobId, job, sequence, error, open, restored }.
 * Phases: waiting → uploading → queued → running → succeeded | failed | canceled, unsent if the upload failed, or gone if the service no longer has the job.
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

/** How a track can be retried: "again" uploads its file again, "retry" reruns the job if the service still has its upload. Null if neither is possible. */
export function againWith({ phase, file, job }) {
  if (!["unsent", "failed", "canceled"].includes(phase)) return null;
  if (file) return "again";
  return job?.links.retry ? "retry" : null;
}

export const trackOf = jobId => byJob.get(jobId);

/** Calls `listener(track, what)`: "list" if tracks were added or removed, "job" if a job was created, "track" for any other change. */
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

/** Applies a job resource, unless a newer one was applied before. */
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

/** Restores the tracks of earlier visits; the caller fetches their state. */
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
  // Keep the tracks that another tab has added in the meantime.
  const others = readHistory().filter(([jobId]) => !byJob.has(jobId) && !removedJobs.has(jobId));
  try {
    localStorage.setItem(HISTORY, JSON.stringify(own.concat(others).slice(0, KEPT)));
  } catch {
    // Storage is full or disabled; the list is lost on reload.
  }
}

addEventListener("pagehide", () => { if (saving) saveNow(); });
