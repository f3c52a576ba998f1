import { bars } from "./bars.js";
import { h, setText } from "./dom.js";
import { details } from "./track-details.js";
import { bytes, genreHue, genreName, percent, messageOf } from "./words.js";

/** A row of the list: { element, draw }. Its buttons call `act(name, track)`. */
export function trackRow(track, act) {
  const name = h("p", { class: "name" });
  const answer = h("p", { class: "answer" });
  const side = h("div", { class: "side" });
  const open = h("button", { class: "open", type: "button" });
  const row = h("div", { class: "row" }, h("div", { class: "what" }, name, answer), side, open);
  const element = h("li", { class: "track" }, row);
  let panel = null;
  let drawn = "";

  open.addEventListener("click", () => { track.open = !track.open; draw(); });

  function draw() {
    setText(name, track.name);
    name.title = track.name;
    const now = `${track.phase}/${track.job?.sequence}/${track.error?.code}/${track.error?.status}`;
    if (now !== drawn) {
      drawn = now;
      element.dataset.state = track.phase;
      answer.replaceChildren(...statusOf(track));
      side.replaceChildren(...picture(track));
      open.setAttribute("aria-label", `Details of ${track.name}`);
      panel?.remove();
      panel = null;
    }
    if (track.phase === "uploading") {
      const share = track.size ? track.sent / track.size : 0;
      side.firstChild.firstChild.style.width = `${share * 100}%`;
      side.firstChild.setAttribute("aria-valuenow", Math.round(share * 100));
      setText(answer, `Uploading · ${percent(share)} of ${bytes(track.size)}`);
    }
    open.setAttribute("aria-expanded", String(Boolean(track.open)));
    if (track.open && !panel) element.append(panel = details(track, act));
    if (panel) panel.hidden = !track.open;
  }

  draw();
  return { element, draw };
}

function statusOf(track) {
  switch (track.phase) {
    case "waiting": return [`Waiting to upload · ${bytes(track.size)}`];
    case "uploading": return ["Uploading"];
    case "queued": return [track.restored && !track.job ? "Loading" : "Queued"];
    case "running": return ["Analysing"];
    case "canceled": return ["Canceled"];
    case "succeeded": return verdict(track.job.result, track.job.cached);
    default: return [h("span", { class: "problem" }, messageOf(track.error ?? {}))];
  }
}

function verdict(result, cached) {
  const cachedTag = cached ? h("span", { class: "tag", title: "The same file was classified before." }, "cached") : null;
  if (result.outcome === "not_music") return [h("span", { class: "genre no-genre" }, "Not music"), cachedTag].filter(Boolean);
  const [first, ...others] = result.genres;
  return [
    coloured(first, "genre"),
    h("span", {}, percent(result.probability)),
    ...others.map(other => h("span", {}, "also ", coloured(other, "also"), ` ${percent(result.all[other])}`)),
    result.outcome === "uncertain" ? h("span", { class: "tag uncertain", title: "Low confidence: no genre is clearly ahead, or the audio is short." }, "uncertain") : null,
    cachedTag,
  ].filter(Boolean);
}

function coloured(genre, size) {
  const element = h("span", { class: `${size} genre-ink` }, genreName(genre));
  element.style.setProperty("--hue", genreHue(genre));
  return element;
}

function picture(track) {
  switch (track.phase) {
    case "uploading":
      return [h("div", { class: "sending", role: "progressbar", "aria-label": `Upload of ${track.name}`, "aria-valuemin": "0", "aria-valuemax": "100" }, h("div"))];
    case "queued": return [h("div", { class: "sending queued", "aria-hidden": "true" }, h("div"))];
    case "running": return [h("div", { class: "sending busy", "aria-hidden": "true" }, h("div"))];
    case "succeeded": return track.job.result.outcome === "not_music" ? [] : [bars(track.job.result.all, 3)];
    default: return [];
  }
}
