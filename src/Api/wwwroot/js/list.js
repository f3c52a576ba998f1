import { byId, onceAFrame } from "./dom.js";
import { onChange, tracks } from "./tracks.js";
import { trackRow } from "./track-row.js";

const PAGE = 50;

const rows = new Map();
const dirty = new Set();
let listChanged = false;
let shown = PAGE;

/** Renders the tracks: only rows that have been scrolled to, and only changed ones, once per frame. */
export function setUpList(act) {
  const list = byId("list");
  const more = byId("more");
  const draw = onceAFrame(() => {
    if (listChanged) drawList(list, more, act);
    for (const track of dirty) rows.get(track)?.draw();
    listChanged = false;
    dirty.clear();
  });
  const showMore = () => { shown += PAGE; listChanged = true; draw(); };
  more.addEventListener("click", showMore);
  new IntersectionObserver(seen => { if (seen.some(entry => entry.isIntersecting)) showMore(); }, { rootMargin: "600px" }).observe(more);
  onChange((track, what) => {
    if (what === "list") listChanged = true;
    else if (rows.has(track)) dirty.add(track);
    else return;
    draw();
  });
}

function drawList(list, more, act) {
  byId("tracks").hidden = tracks.length === 0;
  const visible = tracks.slice(0, shown);
  const wanted = new Set(visible);
  for (const [track, row] of rows) {
    if (wanted.has(track)) continue;
    row.element.remove();
    rows.delete(track);
  }
  let before = list.firstElementChild;
  for (const track of visible) {
    let row = rows.get(track);
    if (!row) rows.set(track, row = trackRow(track, act));
    if (row.element === before) before = before.nextElementSibling;
    else list.insertBefore(row.element, before);
  }
  more.hidden = tracks.length <= shown;
  more.textContent = `Show more (${(tracks.length - shown).toLocaleString("en")} below)`;
}
