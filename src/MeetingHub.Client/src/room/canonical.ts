import type { MeetingState } from "../contract.g";

/**
 * One text for one state, byte for byte what CanonicalJson in C# writes: keys sorted, no space, and without members that
 * are missing, an empty list or an empty object.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => !isNothing(member))
    // By UTF-16 unit, as the C# side sorts; localeCompare would not.
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join(",")}}`;
}

/** SHA-256 of the canonical JSON, lower-case hex. Needs a secure context, as the microphone does. */
export async function stateHash(state: MeetingState): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(canonicalJson(state)));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function isNothing(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return typeof value === "object" && (Array.isArray(value) ? value.length === 0 : Object.values(value).every(isNothing));
}
