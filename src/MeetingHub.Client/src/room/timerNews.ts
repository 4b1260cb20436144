import { type Ref, watch } from "vue";
import { usedTime } from "./agenda/agendaTimes";
import type { LiveRoom } from "./liveRoom";

export type Mark = "half" | "minute" | "over";

const minute = 60_000;

/** Which mark was passed between two looks at a timer, in milliseconds left; the later one when there were several. */
export function passed(before: number, now: number, whole: number): Mark | null {
  const crosses = (at: number) => before > at && now <= at;
  if (crosses(0)) return "over";
  if (crosses(minute) && whole > minute) return "minute";
  return crosses(whole / 2) && whole > 4 * minute ? "half" : null;
}

/** Timers are no live regions: they are said aloud at half, at the last minute and at the end, and shown to whom they concern. */
export function useTimerNews(room: LiveRoom, now: Ref<number>, said: (timer: "item" | "floor" | "turn", mark: Mark, isMine: boolean) => void): void {
  const state = room.state;
  const timers = {
    item: () => {
      const item = state.value?.agenda.find((one) => one.id === state.value?.openItem);
      return item?.plannedMinutes ? { key: item.id, left: item.plannedMinutes * minute - usedTime(item, now.value), whole: item.plannedMinutes * minute, isMine: false } : null;
    },
    floor: () => {
      const floor = state.value?.floor;
      return floor?.until ? { key: floor.participant + floor.since, left: Date.parse(floor.until) - now.value, whole: Date.parse(floor.until) - Date.parse(floor.since), isMine: floor.participant === room.myId.value } : null;
    },
    turn: () => {
      const turn = state.value?.standUpTurns.find((one) => one.seat === state.value?.runningTurn);
      return turn?.until && turn.calledAt
        ? { key: turn.seat + turn.calledAt, left: Date.parse(turn.until) - now.value, whole: Date.parse(turn.until) - Date.parse(turn.calledAt), isMine: room.me.value?.seat === turn.seat }
        : null;
    },
  };
  for (const name of ["item", "floor", "turn"] as const)
    watch(timers[name], (timer, before) => {
      if (!timer || before?.key !== timer.key) return;
      const mark = passed(before.left, timer.left, timer.whole);
      if (mark) said(name, mark, timer.isMine);
    });
}
