const BASE = "/api/v1";

/** An error response of the service; `code` and `title` come from its problem document. */
export class ApiError extends Error {
  constructor(status, problem) {
    super(problem.title ?? `HTTP ${status}`);
    this.status = status;
    this.code = problem.code;
    this.title = problem.detail ?? problem.title;
  }
}

async function request(path, options = {}) {
  let response;
  try {
    response = await fetch(path.startsWith("/") ? path : `${BASE}/${path}`, { headers: { accept: "application/json" }, ...options });
  } catch {
    throw new ApiError(0, { code: "offline", title: "The service is unreachable." });
  }
  if (response.ok) return response.status === 204 ? null : response.json();
  throw new ApiError(response.status, problemOf(await response.text()));
}

/** Parses a problem document; returns an empty object if the body is not JSON. */
export function problemOf(body) {
  try {
    const parsed = JSON.parse(body);
    return typeof parsed === "object" && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}

const post = path => request(path, { method: "POST" });

export const getJob = id => request(`jobs/${id}`);
export const getJobs = query => request(`jobs?${new URLSearchParams(query)}`);
export const cancelJob = id => post(`jobs/${id}/cancel`);
export const retryJob = id => post(`jobs/${id}/retry`);
export const getModels = () => request("models");
export const getModel = id => request(`models/${encodeURIComponent(id)}`);
export const getOperations = () => request("ops");
export const getSettings = () => request("settings");
