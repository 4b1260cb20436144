import type { Flow } from "./flow";
import { type Remedy, Stillness } from "./stillness";

/** What should be moving, by what the server and this page's devices say. Lines go by mid. */
export interface Expected {
  /** Slots that carry a picture whose source is not said to stand still. */
  pictures: readonly string[];
  /** Sound slots of those whom the server hears talking now. */
  voices: readonly string[];
  /** Own lines with a device that gives something and somebody who wants it. */
  sending: readonly string[];
  /** Own pictures that the server says do not come although they should. */
  missed: readonly string[];
}

export interface Findings {
  /** Slots whose picture stands still: shown as such. */
  frozen: string[];
  /** The others do not get what this page sends. */
  isUnheard: boolean;
  /** The strongest remedy that is due, and the lines that it is for. */
  remedy: Remedy | null;
  lines: string[];
}

const strength: readonly Remedy[] = ["resubscribe", "reacquire", "restart", "rebuild"];
/** Seconds without a look after which the machine slept, or the tab was in the background: nothing can be said of that time. */
const longestPause = 8;

/**
 * Whether sound and pictures flow both ways, asked every few seconds. Loss and freeze counters stay silent about a line that is
 * dead (media.md, S2), so only progress counts: frames shown, packets of whoever talks, packets sent, the server's reports.
 */
export class Vigil {
  // What the newest try needs to show an effect: a keyframe comes at once, a restarted path takes a second, reports come every second.
  private readonly pictures = new Stillness(["resubscribe", "restart", "rebuild"], { noticed: 3, patience: 4 });
  private readonly voices = new Stillness(["resubscribe", "restart", "rebuild"], { noticed: 4, patience: 5 });
  private readonly senders = new Stillness(["reacquire", "restart", "rebuild"], { noticed: 5, patience: 5 });
  private readonly way = new Stillness(["restart", "rebuild"], { noticed: 5, patience: 6 });
  private lastSent = new Map<string, number>();
  private lastLook: number | null = null;

  /** @param now Seconds. */
  look(flow: Flow, expected: Expected, now: number): Findings {
    if (this.lastLook !== null && now - this.lastLook > longestPause) this.excuse(now);
    this.lastLook = now;
    const goes = expected.sending.some((mid) => (flow.sent.get(mid) ?? 0) > (this.lastSent.get(mid) ?? 0));
    this.lastSent = flow.sent;
    const found = [
      this.pictures.look(progress(expected.pictures, flow.decoded), now),
      this.voices.look(progress(expected.voices, flow.received), now),
      this.senders.look(progress(expected.sending, flow.sent), now),
      // Nobody can report on what does not go; a picture that the server misses says more than a report on another.
      this.way.look(new Map(expected.missed.length > 0 ? expected.missed.map((mid) => [mid, 0]) : goes ? [["reports", flow.reportedAt]] : []), now),
    ] as const;
    const due = found.flatMap((one) => one.due);
    const strongest = due.reduce<Remedy | null>((best, one) => (best === null || strength.indexOf(one.remedy) > strength.indexOf(best) ? one.remedy : best), null);
    // A new path mends all lines, or none: none of them asks for more before it had its time.
    if (strongest === "restart" || strongest === "rebuild") this.excuse(now);
    return {
      frozen: found[0].still,
      isUnheard: found[2].still.length > 0 || found[3].still.length > 0,
      remedy: strongest,
      lines: due.filter((one) => one.remedy === strongest).map((one) => one.key),
    };
  }

  private excuse(now: number): void {
    for (const one of [this.pictures, this.voices, this.senders, this.way]) one.excuse(now);
  }
}

function progress(mids: readonly string[], counters: ReadonlyMap<string, number>): Map<string, number> {
  return new Map(mids.map((mid) => [mid, counters.get(mid) ?? 0]));
}
