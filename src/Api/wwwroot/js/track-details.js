import { bars, timeline } from "./bars.js";
import { h } from "./dom.js";
import { accuracyOf } from "./models.js";
import { againWith, hasEnded } from "./tracks.js";
import { bytes, clock, milliseconds } from "./words.js";

/** The expandable details of a track: probabilities, timeline, facts and actions. */
export function details(track, act) {
  const { job } = track;
  const result = job?.result;
  return h("div", { class: "details" },
    result?.segments.length > 1 ? timeline(result.segments) : null,
    result ? h("section", {}, h("h3", {}, result.outcome === "not_music" ? "Model output" : "All genres"), bars(result.all)) : null,
    facts(track),
    h("div", { class: "actions" }, actions(track).map(([name, label]) => {
      const button = h("button", { type: "button", class: "button small" }, label);
      button.addEventListener("click", () => act(name, track));
      return button;
    })));
}

function actions(track) {
  const { job } = track;
  const offered = [];
  if (job?.result) offered.push(["model", `About ${job.result.model.id}`]);
  const again = againWith(track);
  if (again) offered.push([again, again === "again" ? "Upload again" : "Retry"]);
  offered.push(hasEnded(track) ? ["remove", "Remove from list"] : ["cancel", "Cancel"]);
  return offered;
}

const WINDOWS = { middle: "30 s from the middle", start: "the first 30 s", whole: "the whole track" };

function facts({ job, size }) {
  const result = job?.result;
  const audio = result?.audio;
  const list = [
    ["Size", bytes(size)],
    audio && ["Audio", [audio.format, audio.sampleRate && `${audio.sampleRate / 1000} kHz`, channels(audio.channels)].filter(Boolean).join(", ")],
    audio?.duration && ["Length", clock(audio.duration)],
    job && ["Analysed", analysedPart(job, audio)],
    job && ["Model", result ? `${result.model.id}, version ${result.model.version.slice(0, 8)}` : job.model],
    result && accuracyOf(result.model.id) && ["Model accuracy", accuracyOf(result.model.id)],
    result && ["Processing time", milliseconds(result.timings.totalMs)],
    job?.worker && ["Worker", job.worker.name],
    job?.attempts > 1 && ["Attempts", String(job.attempts)],
    job?.error && ["Error code", job.error.code],
  ];
  return h("dl", { class: "facts" }, list.filter(Boolean).map(([term, value]) => h("div", {}, h("dt", {}, term), h("dd", {}, value))));
}

function analysedPart(job, audio) {
  if (!audio || job.window === "whole") return WINDOWS[job.window];
  return `${clock(audio.windowStart)} to ${clock(audio.windowStart + audio.windowDuration)}`;
}

const channels = count => ({ 1: "mono", 2: "stereo" })[count] ?? `${count} channels`;
