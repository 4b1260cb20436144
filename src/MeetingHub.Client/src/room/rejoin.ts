import type { MeetingId } from "../contract.g";
import type { Input } from "./media/devices";

const key = "room.in";
/** A page that was loaded again within this time goes straight back in. */
const fresh = 120_000;

/** Remembered in this tab while in the room, so that a reload leads back into it with the same devices. */
export function rememberIn(meeting: MeetingId, on: Record<Input, boolean>): void {
  sessionStorage.setItem(key, JSON.stringify({ meeting, on, at: Date.now() }));
}

export function forgetIn(): void {
  sessionStorage.removeItem(key);
}

export function wasIn(meeting: MeetingId): Record<Input, boolean> | null {
  const stored = sessionStorage.getItem(key);
  if (!stored) return null;
  const was = JSON.parse(stored) as { meeting: MeetingId; on: Record<Input, boolean>; at: number };
  return was.meeting === meeting && Date.now() - was.at < fresh ? was.on : null;
}
