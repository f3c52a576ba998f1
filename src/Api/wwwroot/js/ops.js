import { getJobs, getOperations, retryJob } from "./api.js";
import { byId, h, notify, setText } from "./dom.js";
import { plural, messageOf, span } from "./words.js";

const REFRESH_MS = 2000;
const PAGE = 20;
let shownFailed = PAGE;
let drawnFailed = "";

async function refresh() {
  try {
    const [ops, failed] = await Promise.all([getOperations(), getJobs({ state: "failed", pageSize: shownFailed })]);
    drawTiles(ops);
    drawRate(ops.endedPerMinute);
    drawQueues(ops);
    drawJunk(ops.junk);
    drawWorkers(ops.workers, Date.parse(ops.at));
    drawFailed(failed, Date.parse(ops.at));
    state("live", "Live");
  } catch (error) {
    state("offline", messageOf(error));
  }
}

/* Refreshes again after the previous refresh has ended; pauses while the tab is hidden. */
async function run() {
  if (!document.hidden) await refresh();
  setTimeout(run, REFRESH_MS);
}

function state(name, text) {
  byId("live").dataset.state = name;
  setText(byId("live"), text);
}

function drawTiles(ops) {
  const sum = key => ops.queues.reduce((total, queue) => total + queue[key], 0);
  const tiles = [
    ["waiting", sum("waiting"), "waiting"],
    ["running", sum("running"), "running"],
    ["rate", ops.endedLastMinute, "finished in the last minute"],
    ["oldest", ops.oldest ? span(ops.oldest.seconds) : "–", "longest wait"],
    ["failed", ops.failedLastDay, "failed in the last 24 hours", ops.failedLastDay > 0],
    ["unpublished", ops.unpublished, "not yet published", ops.unpublished > 0 && ops.oldest?.seconds > 30],
  ];
  byId("tiles").replaceChildren(...tiles.map(([name, value, label, alarm]) =>
    h("li", { class: alarm ? "alarm" : "", data: { tile: name } }, h("strong", {}, value.toLocaleString("en")), h("span", {}, label))));
}

function drawRate(perMinute) {
  const peak = Math.max(...perMinute, 1);
  const total = perMinute.reduce((sum, count) => sum + count, 0);
  const rate = byId("rate");
  rate.setAttribute("aria-label", `${plural(total, "job")} in the last hour, at most ${peak} in a minute`);
  rate.replaceChildren(...perMinute.map((count, index) => {
    const column = h("div", { title: `${59 - index} min ago: ${plural(count, "job")}` });
    column.style.height = `${100 * count / peak}%`;
    return column;
  }));
  setText(byId("rate-peak"), `${plural(total, "job")}, peak ${peak.toLocaleString("en")} per minute`);
}

function drawQueues({ queues, oldest }) {
  byId("queues").replaceChildren(...queues.map(queue => h("tr", { data: { queue: queue.name } },
    h("td", {}, queue.name), h("td", { class: "number" }, queue.waiting.toLocaleString("en")), h("td", { class: "number" }, queue.running.toLocaleString("en")))));
  setText(byId("oldest"), oldest ? `Oldest waiting job: ${oldest.fileName}, for ${span(oldest.seconds)}.` : "No jobs are waiting.");
}

/* Normally empty, and then not shown. */
function drawJunk(junk) {
  byId("junk-panel").hidden = !junk?.length;
  byId("junk").replaceChildren(...(junk ?? []).map(queue => h("tr", { class: "alarm", data: { queue: queue.name } },
    h("td", {}, queue.name), h("td", { class: "number" }, queue.messages.toLocaleString("en")))));
}

function drawWorkers(workers, now) {
  byId("workers").replaceChildren(...(workers.length ? workers.map(worker => h("tr", { data: { worker: worker.name } },
    h("td", {}, worker.name),
    h("td", {}, worker.version),
    h("td", { class: "number" }, String(worker.running)),
    h("td", { class: "number" }, worker.endedLastMinute.toLocaleString("en")),
    h("td", { class: "number" }, ago(worker.lastSeen, now)))) : [none(5, "No recent activity.")]));
}

/* Rendered only on changes, so that a focused or hovered button is not replaced. */
function drawFailed({ items, nextPageToken }, now) {
  const drawing = JSON.stringify(items.map(job => [job.id, job.sequence, ago(job.finishedAt, now)]));
  byId("older").hidden = !nextPageToken;
  if (drawing === drawnFailed) return;
  drawnFailed = drawing;
  const focused = document.activeElement?.dataset?.retry;
  byId("failed").replaceChildren(...(items.length ? items.map(job => failedRow(job, now)) : [none(4, "No failed jobs.")]));
  if (focused) document.querySelector(`[data-retry="${CSS.escape(focused)}"]`)?.focus();
}

function failedRow(job, now) {
  const retry = job.links.retry ? h("button", { type: "button", class: "button small", data: { retry: job.id }, "aria-label": `Retry ${job.fileName}` }, "Retry") : null;
  retry?.addEventListener("click", () => again(job, retry));
  return h("tr", { data: { job: job.id } },
    h("td", {}, job.fileName, h("span", { class: "why" }, messageOf(job.error))),
    h("td", {}, h("code", {}, job.error.code)),
    h("td", { class: "number" }, ago(job.finishedAt, now)),
    h("td", { class: "act" }, retry ?? h("span", { class: "why", title: "Set Uploads:KeepFailedMinutes to retain the uploads of failed jobs." }, "upload deleted")));
}

async function again(job, button) {
  button.disabled = true;
  try {
    await retryJob(job.id);
    notify(`${job.fileName} was queued again.`);
  } catch (error) {
    notify(messageOf(error));
  }
  button.disabled = false;
  await refresh();
}

const none = (columns, text) => h("tr", {}, h("td", { class: "empty", colSpan: columns }, text));

const ago = (time, now) => `${span(Math.max(0, (now - Date.parse(time)) / 1000))} ago`;

byId("older").addEventListener("click", () => { shownFailed += PAGE; refresh(); });
run();
