import { shallowReactive, shallowRef } from "vue";
import type { LineQuality, Momentary, ParticipantId, ReceptionNow, SourceKind } from "../../contract.g";

type Reception = Pick<ReceptionNow, "pictures" | "voices">;

const everything: Reception = { pictures: [], voices: [] };

/** What the server says of everybody's lines, and of what this window does without because of its own. */
export class Lines {
  private readonly qualities = shallowReactive(new Map<ParticipantId, LineQuality>());
  readonly reception = shallowRef<Reception>(everything);

  hear(message: Momentary): void {
    if (message.type === "receptionNow") this.reception.value = { pictures: message.pictures, voices: message.voices };
    if (message.type !== "linesNow") return;
    for (const { participant, quality } of message.lines)
      if (quality === "good") this.qualities.delete(participant);
      else this.qualities.set(participant, quality);
  }

  /** Reactive. A line of which nothing was said is good. */
  of(participant: ParticipantId): LineQuality {
    return this.qualities.get(participant) ?? "good";
  }

  /** Whether a picture is left out for want of width. */
  isHidden(participant: ParticipantId, kind: SourceKind): boolean {
    return this.reception.value.pictures.some((one) => one.participant === participant && one.kind === kind && one.isHidden);
  }

  /** What was said of one connection does not hold for the next. */
  forget(): void {
    this.qualities.clear();
    this.reception.value = everything;
  }
}

/** What is said of the own line, the gravest first; null when everything is there. */
export type Shortage = { what: "voices"; names: ParticipantId[] } | { what: "screen" } | { what: "hidden"; count: number } | { what: "smaller" } | null;

export function shortageOf({ pictures, voices }: Reception): Shortage {
  if (voices.length > 0) return { what: "voices", names: [...voices] };
  const hidden = pictures.filter((one) => one.isHidden);
  if (hidden.some((one) => one.kind === "screen")) return { what: "screen" };
  if (hidden.length > 0) return { what: "hidden", count: hidden.length };
  return pictures.length > 0 ? { what: "smaller" } : null;
}
