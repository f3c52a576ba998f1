const SENTENCES = {
  empty: "The file is empty.",
  unsupported_format: "This is no audio that can be read here.",
  corrupt: "The file is damaged and cannot be decoded.",
  truncated: "The file ends too early: most of it is missing.",
  no_audio: "There is no sound in this file.",
  too_short: "The track is too short: at least one second is needed.",
  silent: "There is only silence in the part that was listened to.",
  unsupported_rate: "Its sample rate cannot be read.",
  unsupported_channels: "It has no channel, or more than eight.",
  decoder_crashed: "The decoder gave up on this file.",
  decoder_timeout: "Decoding took too long.",
  upload_gone: "The upload is no longer there. Add the file again.",
  worker_crashed: "The worker broke down on this file, time after time.",
  job_timeout: "It took too long and was stopped.",
  unknown_model: "There is no such model.",
  internal_error: "Something went wrong in the service. Try again.",
  not_found: "The service no longer knows this track.",
  job_not_found: "The service no longer knows this track.",
  upload_too_large: "The file is larger than the service accepts.",
  unsupported_media_type: "This is no audio.",
  insufficient_storage: "The service has no room for uploads right now. Try again later.",
  too_many_uploads: "The service takes too many uploads right now. Try again in a moment.",
  queue_full: "Too many tracks are waiting already. Try again later.",
  unavailable: "The service cannot work right now. Try again in a moment.",
  offline: "The service cannot be reached. Check the connection and try again.",
};

/** A sentence for an error: by its stable code, else what the service said, else by the status. */
export function sentence({ code, title, status } = {}) {
  if (code && SENTENCES[code]) return SENTENCES[code];
  if (title) return title;
  if (status === 413) return SENTENCES.upload_too_large;
  if (status === 429) return SENTENCES.too_many_uploads;
  return status ? `The service answered with an error (${status}).` : SENTENCES.offline;
}

const NAMES = { hiphop: "Hip-hop" };

export function genreName(genre) {
  return NAMES[genre] ?? genre.charAt(0).toUpperCase() + genre.slice(1);
}

const HUES = { blues: 255, classical: 95, country: 70, disco: 330, hiphop: 300, jazz: 230, metal: 20, pop: 355, reggae: 145, rock: 45 };

/** A hue for each genre, in degrees: fixed for the known ones, and the same every time for any other. */
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

/** `percent` with one decimal, for measured figures. */
export const percent1 = share => `${(share * 100).toFixed(1)} %`;

export function bytes(count) {
  if (count < 1000) return `${count} B`;
  if (count < 999_500) return `${Math.round(count / 1000)} KB`;
  if (count < 999_950_000) return `${(count / 1e6).toFixed(1)} MB`;
  return `${(count / 1e9).toFixed(2)} GB`;
}

/** Seconds as m:ss, or h:mm:ss. */
export function clock(seconds) {
  const total = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  const tail = `${String(rest).padStart(2, "0")}`;
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${tail}` : `${minutes}:${tail}`;
}

/** A span of time in words, from seconds. */
export function span(seconds) {
  if (seconds < 1) return "under a second";
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  if (seconds < 129_600) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}

export const milliseconds = value => value < 1000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`;

export function plural(count, one, many = `${one}s`) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}
