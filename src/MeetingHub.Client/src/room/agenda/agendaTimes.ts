import type { AgendaItem, AgendaItemId, MeetingState } from "../../contract.g";

const minute = 60_000;

/** Milliseconds for which the item has been open, all its runs together. */
export function usedTime(item: AgendaItem, now: number): number {
  return item.runs.reduce((sum, run) => sum + Math.max(0, (run.to ? Date.parse(run.to) : now) - Date.parse(run.from)), 0);
}

export const isDone = (item: AgendaItem, open: AgendaItemId | undefined): boolean => item.runs.length > 0 && item.id !== open;

/** The first that was never opened: what the chair's one button goes to. */
export function nextItem(state: MeetingState): AgendaItem | undefined {
  const open = state.agenda.findIndex((item) => item.id === state.openItem);
  const isNew = (item: AgendaItem) => item.runs.length === 0;
  return state.agenda.slice(open + 1).find(isNew) ?? state.agenda.find(isNew);
}

/** When the meeting will be over if what is left takes as long as planned; null without a plan. */
export function expectedEnd(state: MeetingState, now: number): number | null {
  const open = state.agenda.find((item) => item.id === state.openItem);
  const left = state.agenda.filter((item) => item.runs.length === 0).reduce((sum, item) => sum + (item.plannedMinutes ?? 0) * minute, 0);
  if (state.agenda.every((item) => item.plannedMinutes === undefined)) return null;
  return now + left + (open ? Math.max(0, (open.plannedMinutes ?? 0) * minute - usedTime(open, now)) : 0);
}

/** As the invitation says; null without a plan. */
export function plannedEnd(state: MeetingState): number | null {
  return state.plannedStart && state.plannedMinutes ? Date.parse(state.plannedStart) + state.plannedMinutes * minute : null;
}
