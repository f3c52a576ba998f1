// Uploads one file with tus-js-client: upload.js ENDPOINT FILE URL_STORAGE [KEY=VALUE metadata...]
// Prints one JSON object per line: { event, ... }.
import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { FileUrlStorage, Upload } from "tus-js-client";

const [endpoint, file, storage, ...pairs] = process.argv.slice(2);
const print = line => process.stdout.write(`${JSON.stringify(line)}\n`);
let job = null;

const upload = new Upload(createReadStream(file), {
  endpoint,
  metadata: { filename: basename(file), ...Object.fromEntries(pairs.map(pair => pair.split("="))) },
  retryDelays: Array(60).fill(500),
  urlStorage: new FileUrlStorage(storage),
  storeFingerprintForResuming: true,
  onShouldRetry: () => true,
  onBeforeRequest: request => print({ event: "request", method: request.getMethod(), offset: Number(request.getHeader("Upload-Offset") ?? -1) }),
  onAfterResponse: (request, response) => {
    job = response.getHeader("Job-Location") ?? job;
    print({ event: "response", method: request.getMethod(), status: response.getStatus(), offset: Number(response.getHeader("Upload-Offset") ?? -1) });
  },
  onError: error => { print({ event: "error", message: error.message }); process.exitCode = 1; },
  onSuccess: () => print({ event: "success", url: upload.url, job }),
});

const [earlier] = await upload.findPreviousUploads();
if (earlier) upload.resumeFromPreviousUpload(earlier);
upload.start();
