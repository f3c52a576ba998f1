import { byId, h, onceAFrame, setText } from "./dom.js";
import { hasEnded, onChange, tracks } from "./tracks.js";
import { genreHue, genreName, plural } from "./words.js";

const SPOKEN_EVERY_MS = 4000;
let lastSpoken = 0;

/** Updates the summary above the list: number of tracks by state and by genre. */
export function setUpSummary() {
  onChange(onceAFrame(draw));
}

function draw() {
  const count = { waiting: 0, uploading: 0, queued: 0, running: 0, succeeded: 0, failed: 0, canceled: 0, unsent: 0, gone: 0 };
  const genres = new Map();
  for (const track of tracks) {
    count[track.phase]++;
    if (track.phase === "succeeded") {
      const genre = track.job.result.value ?? "";
      genres.set(genre, (genres.get(genre) ?? 0) + 1);
    }
  }
  const done = tracks.filter(hasEnded).length;
  const failed = count.failed + count.unsent;
  const parts = [
    count.uploading + count.waiting && `${count.uploading + count.waiting} uploading`,
    count.queued && `${count.queued} queued`,
    count.running && `${count.running} analysing`,
    count.succeeded && `${count.succeeded} done`,
    failed && `${failed} failed`,
    count.canceled && `${count.canceled} canceled`,
  ].filter(Boolean);
  setText(byId("summary"), `${plural(tracks.length, "track")}: ${parts.join(", ") || "loading"}`);
  drawOverall(done);
  drawTally(genres);
  byId("clear").disabled = done === 0;
  byId("cancel-all").hidden = tracks.length - done < 2;
  byId("retry-failed").hidden = failed < 2;
  speak(done);
}

function drawOverall(done) {
  const overall = byId("overall");
  const share = Math.round(100 * done / Math.max(tracks.length, 1));
  overall.hidden = tracks.length < 2 || done === tracks.length;
  overall.setAttribute("aria-valuenow", share);
  overall.firstElementChild.style.width = `${share}%`;
}

function drawTally(genres) {
  const ranked = [...genres].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
  const text = JSON.stringify(ranked);
  const tally = byId("tally");
  if (tally.dataset.drawn === text) return;
  tally.dataset.drawn = text;
  tally.hidden = ranked.length === 0;
  tally.replaceChildren(...ranked.map(([genre, number]) => {
    const item = h("li", { class: `genre-wash${genre ? "" : " no-genre"}` }, `${genre ? genreName(genre) : "Not music"} ${number}`);
    if (genre) item.style.setProperty("--hue", genreHue(genre));
    return item;
  }));
}

/* Announces progress to screen readers every few seconds and at the end, rather than for every track. */
function speak(done) {
  const now = Date.now();
  const all = done === tracks.length;
  if (tracks.length === 0 || (!all && now - lastSpoken < SPOKEN_EVERY_MS)) return;
  lastSpoken = now;
  setText(byId("spoken"), all ? `All ${plural(done, "track")} finished.` : `${done} of ${plural(tracks.length, "track")} finished.`);
}
