/* What lies beside music in people's folders and is never a track. */
const BESIDE_MUSIC = /\.(jpe?g|png|gif|webp|bmp|txt|nfo|log|cue|m3u8?|pls|pdf|ini|db|url|lnk|html?|xml|json|zip|rar|7z|sfv|md5|accurip|lrc|srt|doc|docx)$/i;

/** Whether a file found in a folder may be a track. A file that was chosen itself is always taken: the service judges content. */
export function mayBeTrack(file) {
  return !file.name.startsWith(".") && !/^(image|text)\//.test(file.type) && !BESIDE_MUSIC.test(file.name);
}

/** Calls `found(files, skipped)` for the files of a drop as they are read, folders within folders included. */
export async function readDrop(transfer, found) {
  // Items are gone once the event handler has returned, so all entries are taken before anything is awaited.
  const entries = [...transfer.items]
    .filter(item => item.kind === "file")
    .map(item => item.webkitGetAsEntry?.() ?? item.getAsFile())
    .filter(Boolean);
  const single = [];
  for (const entry of entries) {
    if (entry instanceof File) single.push(entry);
    else if (entry.isFile) single.push(await fileOf(entry));
    else await walk(entry, found);
  }
  if (single.length) found(single, 0);
}

async function walk(folder, found) {
  const reader = folder.createReader();
  for (;;) {
    // A reader hands out at most 100 entries at a time, and none when it has come to the end.
    const entries = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!entries.length) return;
    const files = await Promise.all(entries.filter(entry => entry.isFile).map(fileOf));
    const tracks = files.filter(mayBeTrack);
    if (files.length) found(tracks, files.length - tracks.length);
    for (const entry of entries) if (entry.isDirectory) await walk(entry, found);
  }
}

const fileOf = entry => new Promise((resolve, reject) => entry.file(resolve, reject));
