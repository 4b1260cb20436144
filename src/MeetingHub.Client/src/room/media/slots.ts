import { shallowRef, triggerRef } from "vue";
import type { ParticipantId, ShownSlot, SlotsShown, SourceKind, UndecodableTile } from "../../contract.g";
import { isAtOrAfter } from "./rtpTime";

export interface Slot {
  readonly mid: string;
  readonly isVideo: boolean;
  readonly stream: MediaStream;
}

/**
 * What the receive slots carry. The server's word alone decides, never a track's mute or unmute: those say nothing about
 * the source. Everything goes by mid; a track's own id is random.
 */
export class SlotMap {
  private readonly slots = new Map<string, Slot>();
  private version = 0;
  private readonly shown = shallowRef(new Map<string, ShownSlot>());
  private readonly undecodable = shallowRef<readonly UndecodableTile[]>([]);
  readonly videoPairs = shallowRef(0);

  add(slot: Slot): void {
    if (this.slots.has(slot.mid)) return;
    this.slots.set(slot.mid, slot);
    if (slot.isVideo) this.videoPairs.value++;
    triggerRef(this.shown);
  }

  /** With another RTCPeerConnection: mids begin anew and mean something else. */
  clear(): void {
    this.slots.clear();
    this.videoPairs.value = 0;
    this.version = 0;
    this.shown.value = new Map();
    this.undecodable.value = [];
  }

  get audio(): Slot[] {
    return [...this.slots.values()].filter((slot) => !slot.isVideo);
  }

  apply(message: Pick<SlotsShown, "version" | "slots" | "undecodable">): void {
    if (message.version <= this.version) return;
    this.version = message.version;
    this.undecodable.value = message.undecodable;
    // A mapping that stays keeps its object, so that a picture which did not change is not touched.
    const before = this.shown.value;
    this.shown.value = new Map(
      message.slots.map((slot) => {
        const known = before.get(slot.mid);
        const stays = known?.participant === slot.participant && known.kind === slot.kind && known.firstRtpTimestamp === slot.firstRtpTimestamp;
        return [slot.mid, stays ? known : slot];
      }),
    );
  }

  /** The slot and its mapping that carry this picture now; undefined when none does. Reactive. */
  find(participant: ParticipantId, kind: SourceKind): { slot: Slot; from: ShownSlot } | undefined {
    for (const from of this.shown.value.values()) {
      if (from.participant !== participant || from.kind !== kind) continue;
      const slot = this.slots.get(from.mid);
      if (slot) return { slot, from };
    }
    return undefined;
  }

  /** Whether this browser has no codec for a picture that it asked for. Reactive. */
  isUndecodable(participant: ParticipantId, kind: SourceKind): boolean {
    return this.undecodable.value.some((one) => one.participant === participant && one.kind === kind);
  }

  carriedBy(mid: string): ShownSlot | undefined {
    return this.shown.value.get(mid);
  }

  /** Video slots that should be moving. */
  get mapped(): string[] {
    return [...this.shown.value.keys()].filter((mid) => this.slots.get(mid)?.isVideo);
  }
}

/**
 * Whether a painted frame belongs to the mapping: before its first timestamp the slot still shows the source it had
 * before. A browser that does not tell a frame's timestamp is believed.
 */
export function isOf(from: ShownSlot, rtpTimestamp: number | undefined): boolean {
  return rtpTimestamp === undefined || isAtOrAfter(rtpTimestamp, from.firstRtpTimestamp);
}
