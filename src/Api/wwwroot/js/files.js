import { settings } from "./settings.js";

/** Splits the files of a folder into { tracks, skipped }: files that may contain audio, and the number of the others. Files that were chosen directly are never skipped: the service inspects their content. */
export async function selectTracks(files) {
  const { skippedExtensions } = await settings;
  const tracks = files.filter(file => mayBeTrack(file, skippedExtensions));
  return { tracks, skipped: files.length - tracks.length };
}

function mayBeTrack({ name, type }, skippedExtensions) {
  const extension = name.slice(name.lastIndexOf(".")).toLowerCase();
  return !name.startsWith(".") && !/^(image|text)\//.test(type) && !skippedExtensions.includes(extension);
}

/** Reads the files of a drop, including those in nested folders; returns { tracks, skipped, complete }; `complete` is false if some could not be read. */
export async function readDrop(transfer) {
  // The items are cleared when the event handler returns, so all entries are taken before the first await.
  const entries = [...transfer.items]
    .filter(item => item.kind === "file")
    .map(item => item.webkitGetAsEntry?.() ?? item.getAsFile())
    .filter(Boolean);
  const found = { tracks: [], skipped: 0, complete: true };
  for (const entry of entries) {
    try {
      if (entry instanceof File) found.tracks.push(entry);
      else if (entry.isFile) found.tracks.push(await fileOf(entry));
      else await walk(entry, found);
    } catch {
      found.complete = false;
    }
  }
  return found;
}

async function walk(folder, found) {
  const reader = folder.createReader();
  for (;;) {
    // A reader returns at most 100 entries per call and an empty array at the end.
    const entries = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!entries.length) return;
    const { tracks, skipped } = await selectTracks(await Promise.all(entries.filter(entry => entry.isFile).map(fileOf)));
    found.tracks.push(...tracks);
    found.skipped += skipped;
    for (const entry of entries) if (entry.isDirectory) await walk(entry, found);
  }
}

const fileOf = entry => new Promise((resolve, reject) => entry.file(resolve, reject));
