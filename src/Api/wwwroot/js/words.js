const MESSAGES = {
  empty: "The file is empty.",
  unsupported_format: "Unsupported audio format.",
  corrupt: "The file is damaged and cannot be decoded.",
  truncated: "The file is truncated: most of the audio is missing.",
  no_audio: "The file has no audio track.",
  too_short: "The track is too short: at least one second is needed.",
  silent: "The analysed part is silent.",
  unsupported_rate: "Unsupported sample rate.",
  unsupported_channels: "Unsupported number of channels: at most eight are supported.",
  decoder_crashed: "The decoder crashed on this file.",
  decoder_timeout: "Decoding timed out.",
  upload_gone: "The uploaded file has been deleted. Upload it again.",
  worker_crashed: "The worker repeatedly crashed on this file.",
  job_timeout: "Processing timed out.",
  unknown_model: "Unknown model.",
  internal_error: "Internal error. Try again.",
  not_found: "This track no longer exists on the service.",
  job_not_found: "This track no longer exists on the service.",
  upload_too_large: "The file exceeds the size limit.",
  unsupported_media_type: "This is not an audio file.",
  insufficient_storage: "The service is out of disk space. Try again later.",
  too_many_uploads: "Too many uploads at the moment. Try again shortly.",
  queue_full: "The queue is full. Try again later.",
  unavailable: "The service is temporarily unavailable. Try again shortly.",
  offline: "The service is unreachable. Check the connection and try again.",
};

/** The message for an error: by its code, else the title from the service, else by the status. */
export function messageOf({ code, title, status } = {}) {
  if (code && MESSAGES[code]) return MESSAGES[code];
  if (title) return title;
  if (status === 413) return MESSAGES.upload_too_large;
  if (status === 429) return MESSAGES.too_many_uploads;
  return status ? `The service returned an error (${status}).` : MESSAGES.offline;
}

const NAMES = { hiphop: "Hip-hop" };

export function genreName(genre) {
  return NAMES[genre] ?? genre.charAt(0).toUpperCase() + genre.slice(1);
}

const HUES = { blues: 255, classical: 95, country: 70, disco: 330, hiphop: 300, jazz: 230, metal: 20, pop: 355, reggae: 145, rock: 45 };

/** The hue of a genre in degrees: fixed for known genres, derived from the name for others. */
export function genreHue(genre) {
  if (genre in HUES) return HUES[genre];
  let hash = 0;
  for (const letter of genre) hash = (hash * 31 + letter.codePointAt(0)) % 3600;
  return hash % 360;
}

export function percent(share) {
  if (share > 0 && share < 0.01) return "<1 %";
  return `${Math.round(share * 100)} %`;
}

/** Like `percent`, with one decimal. */
export const percent1 = share => `${(share * 100).toFixed(1)} %`;

export function bytes(count) {
  if (count < 1000) return `${count} B`;
  if (count < 999_500) return `${Math.round(count / 1000)} KB`;
  if (count < 999_950_000) return `${(count / 1e6).toFixed(1)} MB`;
  return `${(count / 1e9).toFixed(2)} GB`;
}

/** Formats seconds as m:ss or h:mm:ss. */
export function clock(seconds) {
  const total = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  const tail = `${String(rest).padStart(2, "0")}`;
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${tail}` : `${minutes}:${tail}`;
}

/** Formats a duration in seconds. */
export function span(seconds) {
  if (seconds < 1) return "<1 s";
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  if (seconds < 129_600) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}

export const milliseconds = value => value < 1000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`;

export function plural(count, one, many = `${one}s`) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}
