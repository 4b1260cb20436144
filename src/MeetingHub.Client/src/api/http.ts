import { Problem } from "./problem";

/** Longest wait for an answer, unless the call says otherwise (uploads do). */
const patience = 20_000;

let token: string | null = null;

interface Call {
  signal?: AbortSignal;
  /** Milliseconds. */
  patience?: number;
}

/** The token for a request that is made without this module, such as an upload that tells its progress. */
export async function antiforgery(): Promise<string> {
  if (token !== null) return token;
  const response = await fetch("/api/antiforgery", { headers: { accept: "application/json" }, signal: AbortSignal.timeout(patience) });
  if (!response.ok) throw await Problem.from(response);
  token = ((await response.json()) as { token: string }).token;
  return token;
}

/** The token belongs to who is signed in: forget it when that changes. */
export function forgetAntiforgery(): void {
  token = null;
}

async function send(method: string, path: string, body: unknown, call: Call): Promise<Response> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (method !== "GET") headers["X-XSRF-TOKEN"] = await antiforgery();
  const raw = body instanceof Blob || body instanceof FormData;
  if (body !== undefined && !raw) headers["content-type"] = "application/json";
  const deadline = AbortSignal.timeout(call.patience ?? patience);
  const response = await fetch(path, {
    method,
    headers,
    body: body === undefined ? null : raw ? body : JSON.stringify(body),
    signal: call.signal ? AbortSignal.any([call.signal, deadline]) : deadline,
  });
  if (response.ok) return response;
  throw await Problem.from(response);
}

async function ask<T>(method: string, path: string, body: unknown, call: Call = {}): Promise<T> {
  try {
    let response: Response;
    try {
      response = await send(method, path, body, call);
    } catch (error) {
      // A token of another session, or from before the server's keys changed: once more with a fresh one.
      if (!(error instanceof Problem) || error.code !== "antiforgery") throw error;
      forgetAntiforgery();
      response = await send(method, path, body, call);
    }
    return (response.headers.get("content-type")?.includes("json") ? await response.json() : undefined) as T;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw Problem.of(error);
  }
}

/** Anything but JSON, as text. */
async function text(path: string, call: Call = {}): Promise<string> {
  try {
    return await (await send("GET", path, undefined, call)).text();
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw Problem.of(error);
  }
}

/** JSON in and out; anything but success is thrown as a Problem. */
export const api = {
  text,
  get: <T>(path: string, call?: Call) => ask<T>("GET", path, undefined, call),
  post: <T = void>(path: string, body?: unknown, call?: Call) => ask<T>("POST", path, body, call),
  put: <T = void>(path: string, body?: unknown, call?: Call) => ask<T>("PUT", path, body, call),
  patch: <T = void>(path: string, body?: unknown, call?: Call) => ask<T>("PATCH", path, body, call),
  delete: <T = void>(path: string, call?: Call) => ask<T>("DELETE", path, undefined, call),
};
