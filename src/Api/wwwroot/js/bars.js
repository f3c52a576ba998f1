import { h } from "./dom.js";
import { clock, genreHue, genreName, percent } from "./words.js";

/** Labelled bars of the `count` most probable genres. */
export function bars(all, count = Infinity) {
  const ranked = Object.entries(all).sort((a, b) => b[1] - a[1]).slice(0, count);
  return h("ul", { class: "bars", "aria-label": "Probabilities" }, ranked.map(([genre, p]) => bar(genreName(genre), p, percent(p), genreHue(genre))));
}

/** A labelled bar; `share` is between 0 and 1. */
export function bar(label, share, text, hue) {
  const fill = h("div", { class: "genre-fill" });
  fill.style.width = `${share * 100}%`;
  fill.style.setProperty("--hue", hue);
  return h("li", {}, h("span", {}, label), h("div", { class: "groove", "aria-hidden": "true" }, fill), h("span", { class: "share" }, text));
}

/** A strip with the genre of each window of a track. */
export function timeline(segments) {
  const strip = h("ol", { class: "timeline", "aria-label": "Genre over time" }, segments.map(segment));
  const last = segments[segments.length - 1];
  return h("section", {},
    h("h3", {}, "Over time"),
    strip,
    h("p", { class: "timeline-key", "aria-hidden": "true" }, h("span", {}, clock(segments[0].start)), h("span", {}, runs(segments)), h("span", {}, clock(last.start + last.duration))));
}

function segment({ start, duration, value, probability, outcome }) {
  const genre = value ? genreName(value) : "Not music";
  const label = `${clock(start)} to ${clock(start + duration)}: ${genre}, ${percent(probability)}`;
  const item = h("li", { class: `genre-fill${value ? "" : " no-genre"}${outcome === "music" ? "" : " uncertain"}`, title: label }, h("span", { class: "unseen" }, label));
  item.style.setProperty("--hue", value ? genreHue(value) : 60);
  item.style.flexGrow = duration;
  return item;
}

/* A text form such as "Blues → 1:30 Rock", as long as it fits on one line. */
function runs(segments) {
  const parts = [];
  for (const { start, value } of segments) {
    const genre = value ? genreName(value) : "not music";
    if (parts.at(-1)?.genre !== genre) parts.push({ start, genre });
  }
  if (parts.length > 5) return `${parts.length - 1} changes`;
  return parts.map(({ start, genre }, index) => index ? `${clock(start)} ${genre}` : genre).join(" → ");
}
