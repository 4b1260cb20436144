import type { CallReport } from "../../contract.g";

/** Seconds over which a call is judged: long enough for a share, short enough to be the minute that somebody complains of. */
export const windowSeconds = 10;
/** Seconds between two reports of one page; the server takes no more. */
const pause = 60;
/** Limits by the same rules as the server's (CallReport.cs). */
const tooMuchLoss = 0.05;
const tooLongRoundTripMs = 500;
const tooMuchConcealed = 0.03;
const tooLongFrozen = 0.05;

/** Counters of one look at getStats, by stream; a stream that begins anew has another key. */
export interface CallCounters {
  /** Of what comes: packets that arrived, and that did not although they were sent again. */
  received: ReadonlyMap<string, { packets: number; lost: number }>;
  /** Of what goes: packets sent, and lost by what the server says. */
  sent: ReadonlyMap<string, { packets: number; lost: number }>;
  /** Of each voice, in seconds. */
  concealed: ReadonlyMap<string, number>;
  /** Of each picture; seconds. */
  frozen: ReadonlyMap<string, { times: number; seconds: number }>;
  /** Seconds; null before it is known. */
  roundTrip: number | null;
  overTcp: boolean;
}

/** Pictures that should be moving: what each slot carries, by mid. */
export type Shown = ReadonlyMap<string, object>;

interface Look {
  at: number;
  counters: CallCounters;
  shown: Shown;
  reconnects: number;
}

/** Watches a call from inside the page, and says when it was bad enough for somebody to look into it. */
export class CallWatch {
  private readonly looks: Look[] = [];
  private reconnects = 0;
  private reportedAt = Number.NEGATIVE_INFINITY;

  /** The media connection had to be begun anew: counters begin at zero, and that by itself is worth a word. */
  reconnected(): void {
    this.reconnects++;
  }

  /**
   * @param now Seconds.
   * @param shown A browser counts a pause in which nothing was to be shown as a freeze once the picture comes back (media.md, S4):
   * only what stayed in its slot all the time is judged.
   * @returns A report, once a minute at most, and only of a bad stretch.
   */
  look(counters: CallCounters, now: number, shown: Shown): CallReport | null {
    // A page that slept knows nothing of the time between.
    const previous = this.looks.at(-1);
    if (previous && now - previous.at > windowSeconds) this.looks.length = 0;
    this.looks.push({ at: now, counters, shown, reconnects: this.reconnects });
    while (this.looks.length > 2 && now - this.looks[1]!.at >= windowSeconds) this.looks.shift();
    const first = this.looks[0]!;
    if (now - first.at < windowSeconds || now - this.reportedAt < pause) return null;
    const report = reportOf(this.looks);
    if (!isBad(report)) return null;
    this.reportedAt = now;
    this.looks.length = 0;
    return report;
  }
}

export function isBad(report: CallReport): boolean {
  return (
    report.reconnects > 0 ||
    report.lossIn > tooMuchLoss ||
    report.lossOut > tooMuchLoss ||
    report.concealedMs > tooMuchConcealed * 1000 * report.seconds ||
    report.frozenMs > tooLongFrozen * 1000 * report.seconds ||
    report.roundTripMs > tooLongRoundTripMs
  );
}

function reportOf(looks: readonly Look[]): CallReport {
  const first = looks[0]!;
  const last = looks.at(-1)!;
  const worst = (values: number[]) => Math.max(0, ...values);
  const grown = (counters: ReadonlyMap<string, number>, before: ReadonlyMap<string, number>) => worst([...counters].map(([key, value]) => value - (before.get(key) ?? value)));
  const pictures = [...last.counters.frozen]
    .filter(([mid]) => first.shown.has(mid) && looks.every(({ shown }) => shown.get(mid) === first.shown.get(mid)))
    .map(([mid, { times, seconds }]) => {
      const before = first.counters.frozen.get(mid) ?? { times, seconds };
      return { times: times - before.times, seconds: seconds - before.seconds };
    });
  return {
    seconds: Math.round(last.at - first.at),
    lossIn: loss(first.counters.received, last.counters.received),
    lossOut: loss(first.counters.sent, last.counters.sent),
    roundTripMs: Math.round((last.counters.roundTrip ?? 0) * 1000),
    freezes: worst(pictures.map(({ times }) => times)),
    frozenMs: Math.round(worst(pictures.map(({ seconds }) => seconds)) * 1000),
    concealedMs: Math.round(grown(last.counters.concealed, first.counters.concealed) * 1000),
    reconnects: last.reconnects - first.reconnects,
    overTcp: last.counters.overTcp,
  };
}

/** Share of all packets; one stream that begins between the two looks counts from then on. */
function loss(before: CallCounters["received"], after: CallCounters["received"]): number {
  let packets = 0;
  let lost = 0;
  for (const [key, now] of after) {
    const then = before.get(key);
    if (!then) continue;
    packets += now.packets - then.packets;
    lost += now.lost - then.lost;
  }
  // What came late fills a gap of the time before.
  const share = lost <= 0 || packets + lost <= 0 ? 0 : Math.min(1, lost / (packets + lost));
  return Math.round(share * 1000) / 1000;
}

interface Entry {
  id: string;
  type: string;
  kind?: string;
  mid?: string;
  ssrc?: number;
  packetsReceived?: number;
  packetsLost?: number;
  retransmittedPacketsReceived?: number;
  packetsSent?: number;
  concealedSamples?: number;
  silentConcealedSamples?: number;
  freezeCount?: number;
  totalFreezesDuration?: number;
  roundTripTime?: number;
  nominated?: boolean;
  state?: string;
  currentRoundTripTime?: number;
  localCandidateId?: string;
  protocol?: string;
}

/** Opus runs on this clock whatever it carries. */
const samplesPerSecond = 48_000;

/** The numbers that matter, out of a browser's report; what a browser does not tell counts as good. */
export function countersOf(report: RTCStatsReport): CallCounters {
  const received = new Map<string, { packets: number; lost: number }>();
  const sent = new Map<string, { packets: number; lost: number }>();
  const concealed = new Map<string, number>();
  const frozen = new Map<string, { times: number; seconds: number }>();
  let roundTrip: number | null = null;
  let overTcp = false;
  const outgoing = new Map<number, number>();
  const entries = new Map<string, Entry>();
  report.forEach((entry: Entry) => entries.set(entry.id, entry));
  for (const entry of entries.values()) if (entry.type === "outbound-rtp" && entry.ssrc !== undefined) outgoing.set(entry.ssrc, entry.packetsSent ?? 0);
  for (const entry of entries.values()) {
    const mid = entry.mid ?? entry.id;
    if (entry.type === "inbound-rtp") {
      // Chromium counts as lost what a retransmission brought (media.md, S2).
      received.set(mid, { packets: entry.packetsReceived ?? 0, lost: (entry.packetsLost ?? 0) - (entry.retransmittedPacketsReceived ?? 0) });
      // Made up while nothing was sent is silence, not speech that was lost.
      if (entry.kind === "audio") concealed.set(mid, ((entry.concealedSamples ?? 0) - (entry.silentConcealedSamples ?? 0)) / samplesPerSecond);
      else frozen.set(mid, { times: entry.freezeCount ?? 0, seconds: entry.totalFreezesDuration ?? 0 });
    } else if (entry.type === "remote-inbound-rtp") {
      const packets = entry.ssrc === undefined ? undefined : outgoing.get(entry.ssrc);
      if (packets !== undefined) sent.set(String(entry.ssrc), { packets: packets - (entry.packetsLost ?? 0), lost: entry.packetsLost ?? 0 });
      if (entry.roundTripTime !== undefined) roundTrip = Math.max(roundTrip ?? 0, entry.roundTripTime);
    } else if (entry.type === "candidate-pair" && entry.nominated && entry.state === "succeeded") {
      const local = entry.localCandidateId === undefined ? undefined : entries.get(entry.localCandidateId);
      overTcp = local?.protocol === "tcp";
      roundTrip ??= entry.currentRoundTripTime ?? null;
    }
  }
  return { received, sent, concealed, frozen, roundTrip, overTcp };
}
