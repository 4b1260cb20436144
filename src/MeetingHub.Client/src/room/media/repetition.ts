/** A share of lost packets from which on a voice is worth sending twice, and below which no longer. */
const lossy = 0.03;
const sound = 0.01;
/** Seconds; a change costs an offer and an answer. */
const calm = 30;
/** Bits a second. Twice a voice is about 130 kbit/s with its headers, and pictures want to live beside it. */
const wide = 300_000;
/** How much a new report counts against those before it. */
const weight = 0.3;

/** Whether each packet of the own voice should carry the one before along (RED, RFC 2198): where the way out loses some and is wide. */
export class Repetition {
  private loss = 0;
  private since = -Infinity;
  isOn = false;

  /**
   * @param lost Share of packets lost, by the server's newest report.
   * @param available Bits a second that the browser thinks it may send; undefined before it thinks so.
   * @param now Seconds.
   * @returns Whether it changed.
   */
  look(lost: number, available: number | undefined, now: number): boolean {
    this.loss += (lost - this.loss) * weight;
    const isWide = (available ?? 0) >= wide;
    const wanted = this.isOn ? isWide && (this.loss > sound || now - this.since < calm) : isWide && this.loss > lossy;
    if (wanted === this.isOn) return false;
    this.isOn = wanted;
    this.since = now;
    return true;
  }
}

/** What the report says of the way out: the loss of the voice, and what fits. */
export function wayOut(report: RTCStatsReport): { lost: number; available: number | undefined } {
  let lost = 0;
  let available: number | undefined;
  report.forEach((entry: { type: string; kind?: string; fractionLost?: number; nominated?: boolean; availableOutgoingBitrate?: number }) => {
    if (entry.type === "remote-inbound-rtp" && entry.kind === "audio") lost = entry.fractionLost ?? 0;
    if (entry.type === "candidate-pair" && entry.nominated) available = entry.availableOutgoingBitrate ?? available;
  });
  return { lost, available };
}
