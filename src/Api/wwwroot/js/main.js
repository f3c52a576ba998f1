import { cancelJob, retryJob } from "./api.js";
import { byId, notify } from "./dom.js";
import { readDrop, selectTracks } from "./files.js";
import { setUpList } from "./list.js";
import { goLive, reread } from "./live.js";
import { showModel } from "./model-dialog.js";
import { currentOptions, setUpOptions } from "./options.js";
import { setUpSummary } from "./summary.js";
import { addFiles, againWith, applyJob, hasEnded, remove, restore, setJobId, tracks } from "./tracks.js";
import { isSending, send, sendAgain, stopSending } from "./uploads.js";
import { plural, messageOf } from "./words.js";

const LIVE = { connecting: "Connecting", live: "Live", polling: "Polling", offline: "Offline" };

const actions = {
  model: track => showModel(track.job.result.model.id),
  remove: track => remove([track]),
  again: track => sendAgain(track),
  async retry(track) {
    applyJob(track, await retryJob(track.jobId));
    setJobId(track, track.jobId);
  },
  async cancel(track) {
    if (!track.jobId) stopSending(track);
    else applyJob(track, await cancelJob(track.jobId));
  },
};

async function act(name, track) {
  try {
    await actions[name](track);
  } catch (error) {
    notify(messageOf(error));
    if (track.jobId) reread([track]);
  }
}

function add(files, skipped = 0) {
  if (skipped) notify(`${plural(skipped, "non-audio file")} skipped.`);
  if (files.length) send(addFiles(files), currentOptions());
}

function setUpChoosing() {
  const files = byId("files");
  const folder = byId("folder");
  files.addEventListener("change", () => { add([...files.files]); files.value = ""; });
  folder.addEventListener("change", async () => {
    const { tracks, skipped } = await selectTracks([...folder.files]);
    add(tracks, skipped);
    folder.value = "";
  });
  // Browsers on phones cannot select folders.
  byId("folder-label").hidden = !("webkitdirectory" in folder) || matchMedia("(pointer: coarse)").matches;
}

function setUpDropping() {
  const zone = byId("drop");
  const holdsFiles = event => event.dataTransfer?.types.includes("Files");
  let depth = 0;
  const over = on => zone.classList.toggle("over", on);
  addEventListener("dragenter", event => { if (holdsFiles(event)) { depth++; over(true); } });
  addEventListener("dragleave", event => { if (holdsFiles(event) && --depth <= 0) { depth = 0; over(false); } });
  addEventListener("dragover", event => { if (holdsFiles(event)) event.preventDefault(); });
  addEventListener("drop", async event => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    depth = 0;
    over(false);
    const { tracks, skipped, complete } = await readDrop(event.dataTransfer);
    add(tracks, skipped);
    if (!complete) notify("Some of the dropped files could not be read.");
  });
}

function setUpButtons() {
  byId("clear").addEventListener("click", () => { remove(tracks.filter(hasEnded)); byId("files").focus(); });
  byId("cancel-all").addEventListener("click", () => { for (const track of tracks.filter(track => !hasEnded(track))) act("cancel", track); });
  byId("retry-failed").addEventListener("click", () => {
    for (const track of tracks.filter(track => track.phase !== "canceled" && againWith(track))) act(againWith(track), track);
  });
  byId("about-model").addEventListener("click", () => showModel(currentOptions().model));
  addEventListener("beforeunload", event => { if (isSending()) event.preventDefault(); });
}

setUpList(act);
setUpSummary();
setUpChoosing();
setUpDropping();
setUpButtons();
setUpOptions().catch(error => notify(messageOf(error)));
reread(restore());
goLive(state => {
  const live = byId("live");
  live.dataset.state = state;
  live.textContent = LIVE[state];
});
