/** Only places inside this site: "//elsewhere" and "https:…" are not. */
export function safeNext(next: unknown): string {
  return typeof next === "string" && /^\/(?![/\\])/.test(next) ? next : "/";
}
