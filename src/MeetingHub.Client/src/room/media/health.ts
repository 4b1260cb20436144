/** Seconds without a new frame after which a slot that should move counts as dead. */
const patience = 6;

/**
 * Whether slots that are said to carry a picture really decode one. Loss and freeze counters stay silent about a dead slot
 * (media.md, S2), so only framesDecoded is asked.
 */
export class SlotHealth {
  private readonly last = new Map<string, { frames: number; since: number }>();

  /**
   * @param frames framesDecoded by mid; a slot that never got a packet is missing.
   * @param mapped Slots that should be moving.
   * @param now Seconds.
   * @returns Slots that have stood still for too long, each named once per spell.
   */
  look(frames: ReadonlyMap<string, number>, mapped: readonly string[], now: number): string[] {
    for (const mid of [...this.last.keys()]) if (!mapped.includes(mid)) this.last.delete(mid);
    const dead: string[] = [];
    for (const mid of mapped) {
      const decoded = frames.get(mid) ?? 0;
      const known = this.last.get(mid);
      if (!known || decoded !== known.frames) this.last.set(mid, { frames: decoded, since: now });
      else if (now - known.since >= patience) {
        dead.push(mid);
        known.since = now;
      }
    }
    return dead;
  }
}

/** framesDecoded by mid. */
export function decodedFrames(report: RTCStatsReport): Map<string, number> {
  const frames = new Map<string, number>();
  report.forEach((entry: { type: string; kind?: string; mid?: string; framesDecoded?: number }) => {
    if (entry.type === "inbound-rtp" && entry.kind === "video" && entry.mid !== undefined) frames.set(entry.mid, entry.framesDecoded ?? 0);
  });
  return frames;
}
