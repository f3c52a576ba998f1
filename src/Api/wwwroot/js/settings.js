import { getSettings } from "./api.js";

/** Promise of the service's limits and skipped extensions. If they cannot be loaded, nothing is skipped here and the service enforces its limits itself. */
export const settings = getSettings().catch(() => ({ maxUploadBytes: Infinity, skippedExtensions: [] }));
