import { ref } from "vue";
import type { ParticipantId, SourceKind } from "../../contract.g";
import type { LiveRoom } from "../liveRoom";
import { CallWatch, countersOf } from "./callReport";
import { flowOf } from "./flow";
import type { MediaPeer, Sent } from "./peer";
import type { SlotMap } from "./slots";
import { type Expected, Vigil } from "./vigil";

const lookEvery = 1_000;
/** A bad stretch is told of over ten seconds or more. */
const judgeEvery = 5_000;

const seconds = () => performance.now() / 1000;

/** What can be done about a line that does not flow, from the gentlest on. */
export interface Remedies {
  resubscribe(peer: MediaPeer, mids: readonly string[]): Promise<void>;
  reacquire(peer: MediaPeer, kind: Sent): Promise<void>;
  rebuild(): void;
}

/** Looks after a connection that is up: what should flow and does not is mended, what stands still is said to, what was bad is told to the server. */
export class Care {
  /** The others do not get what this window sends; being mended. */
  readonly isUnheard = ref(false);
  /** Slots whose picture stands still though it should not. */
  private readonly frozen = ref<ReadonlySet<string>>(new Set());
  private readonly call = new CallWatch();
  private readonly timers: ReturnType<typeof setInterval>[];
  private vigil = new Vigil();

  /**
   * @param current Null while no connection is up: a path that is down is minded by the peer itself.
   * @param looked With each look's report.
   */
  constructor(
    private readonly room: LiveRoom,
    private readonly slots: SlotMap,
    private readonly current: () => MediaPeer | null,
    private readonly looked: (report: RTCStatsReport) => Promise<void>,
    private readonly remedies: Remedies,
  ) {
    this.timers = [setInterval(() => void this.look().catch(() => undefined), lookEvery), setInterval(() => void this.judge().catch(() => undefined), judgeEvery)];
  }

  isFrozen(participant: ParticipantId, kind: SourceKind): boolean {
    const carried = this.slots.find(participant, kind);
    return carried !== undefined && this.frozen.value.has(carried.from.mid);
  }

  /** What is known of a connection says nothing of the next. */
  forget(): void {
    this.vigil = new Vigil();
    this.frozen.value = new Set();
    this.isUnheard.value = false;
  }

  /** Connections that had to be made anew are part of how a call was. */
  reconnected(): void {
    this.call.reconnected();
  }

  close(): void {
    this.timers.forEach(clearInterval);
  }

  private async look(): Promise<void> {
    const mine = this.current();
    if (!mine || document.visibilityState === "hidden") return;
    const report = await mine.statistics;
    if (this.current() !== mine) return;
    await this.looked(report);
    const flow = flowOf(report);
    if (this.current() !== mine) return;
    const sending = mine.sending();
    const found = this.vigil.look(flow, this.expected(sending), seconds());
    this.frozen.value = new Set(found.frozen);
    this.isUnheard.value = found.isUnheard;
    switch (found.remedy) {
      case "resubscribe":
        return this.remedies.resubscribe(mine, found.lines);
      case "reacquire":
        for (const { mid, kind } of sending) if (found.lines.includes(mid)) await this.remedies.reacquire(mine, kind);
        return;
      case "restart":
        return mine.restart();
      case "rebuild":
        return this.remedies.rebuild();
      case null:
    }
  }

  private expected(sending: { mid: string; kind: Sent }[]): Expected {
    const talks = (mid: string) => {
      const from = this.slots.carriedBy(mid);
      return from !== undefined && this.room.isTalking(from.participant);
    };
    const me = this.room.myId.value;
    return {
      pictures: this.slots.mapped.filter((mid) => !this.isExcused(mid)),
      voices: this.slots.audio.map((slot) => slot.mid).filter(talks),
      sending: sending.filter(({ kind }) => kind !== "screen").map(({ mid }) => mid),
      missed: sending.filter(({ kind }) => kind === "camera" && me !== null && this.room.isStalled(me, kind)).map(({ mid }) => mid),
    };
  }

  /** The server keeps it for the administrator. Also in the background: voices are heard there as well. */
  private async judge(): Promise<void> {
    const mine = this.current();
    if (!mine) return;
    const counters = countersOf(await mine.statistics);
    if (this.current() !== mine) return;
    const shown = new Map(this.slots.mapped.filter((mid) => !this.isExcused(mid)).map((mid) => [mid, this.slots.carriedBy(mid)!]));
    const bad = this.call.look(counters, seconds(), shown);
    if (bad) this.room.reportCall(bad);
  }

  /** Said to stand still at its source: a covered camera, a screen on which nothing moves. */
  private isExcused(mid: string): boolean {
    const from = this.slots.carriedBy(mid);
    return !from || from.kind === "screen" || this.room.isStalled(from.participant, from.kind);
  }
}
