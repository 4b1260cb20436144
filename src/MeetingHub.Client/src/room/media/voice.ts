/** How the own voice is sent. */
export interface VoiceForm {
  /** Each packet carries the one before along (RED, RFC 2198). */
  readonly repeats: boolean;
  /** 24 kbit/s in packets of 40 ms: with headers 36 kbit/s instead of 64, for a fiftieth of a second more on the way. */
  readonly isThrifty: boolean;
}

export const plainVoice: VoiceForm = { repeats: false, isThrifty: false };

/** A share of lost packets from which on a voice is worth sending twice, and below which no longer. */
const lossy = 0.03;
const sound = 0.01;
/** Bits a second. Twice a voice is about 130 kbit/s with its headers, and pictures want to live beside it. */
const wide = 300_000;
const narrow = 150_000;
/** Twice a thrifty voice is about 60 kbit/s: words go before pictures. */
const wideForThrifty = 100_000;
/** What is sent twice stays so while this share of the width is left; a change costs an offer. */
const staying = 0.75;
/** Seconds; a change costs an offer and an answer. */
const calm = 30;
/** How much a new report counts against those before it. */
const weight = 0.3;

/**
 * Finds the form of the voice: repeated where the way out loses packets and is wide enough for that, thrifty where it is narrow or where
 * the server says that somebody's way in is.
 */
export class VoiceCare {
  form = plainVoice;
  private loss = 0;
  private lossyAt = -Infinity;
  private narrowAt = -Infinity;
  private asked = false;
  private available = 0;

  /**
   * @param lost Share of packets lost, by the server's newest report.
   * @param available Bits a second that the browser thinks it may send; undefined before it thinks so.
   * @param now Seconds.
   * @returns Whether the form changed.
   */
  look(lost: number, available: number | undefined, now: number): boolean {
    this.loss += (lost - this.loss) * weight;
    if (this.loss > (this.form.repeats ? sound : lossy)) this.lossyAt = now;
    const isNarrow = this.narrowAt > now - calm;
    if (available !== undefined && available < (isNarrow ? wide : narrow)) this.narrowAt = now;
    this.available = available ?? 0;
    return this.decide(now);
  }

  /** The server's word, which holds until the next. */
  ask(isThrifty: boolean, now: number): boolean {
    this.asked = isThrifty;
    return this.decide(now);
  }

  private decide(now: number): boolean {
    const isThrifty = this.asked || this.narrowAt > now - calm;
    const needed = (isThrifty ? wideForThrifty : wide) * (this.form.repeats ? staying : 1);
    const form = { repeats: this.available >= needed && this.lossyAt > now - calm, isThrifty };
    const changed = form.repeats !== this.form.repeats || form.isThrifty !== this.form.isThrifty;
    this.form = form;
    return changed;
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

/** Asks for packets of this length in the answer's line of the voice: a browser makes them as the other side says (RFC 8866, a=ptime). */
export function withPackets(sdp: string, mid: string, milliseconds: number): string {
  return sdp.replace(new RegExp(`(a=mid:${mid}\r\n)`), `$1a=ptime:${milliseconds}\r\n`);
}
