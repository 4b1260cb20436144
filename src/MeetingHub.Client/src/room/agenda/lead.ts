import { computed } from "vue";
import { useI18n } from "vue-i18n";
import type { MeetingState } from "../../contract.g";
import { useDo } from "../doing";
import { useRoom } from "../liveRoom";
import { nextItem } from "./agendaTimes";

/** As its words are called: room.lead.*. */
export type Step = "start" | "firstTurn" | "nextTurn" | "firstItem" | "nextItem" | "closeLast";

/** What brings the meeting forward; null when there is nothing to go to. */
export function stepOf(state: MeetingState): Step | null {
  if (state.phase === "waiting") return "start";
  if (state.phase === "ended") return null;
  if (hasTurns(state)) {
    if (areTurnsOver(state)) return null;
    return state.runningTurn || state.standUpTurns.some((turn) => turn.outcome) ? "nextTurn" : "firstTurn";
  }
  if (nextItem(state)) return state.agenda.some((item) => item.runs.length > 0) ? "nextItem" : "firstItem";
  return state.openItem ? "closeLast" : null;
}

export const hasTurns = (state: MeetingState): boolean => state.kind === "standUp" && state.standUpTurns.length > 0;

export const areTurnsOver = (state: MeetingState): boolean =>
  hasTurns(state) && state.runningTurn === undefined && state.standUpTurns.every((turn) => turn.outcome !== undefined && turn.outcome !== "skipped");

/** How it stands while no item is open and nobody's turn is on, as the words are called: room.agenda.*. */
export function lullOf(state: MeetingState): "notStarted" | "noTurnYet" | "betweenTurns" | "turnsOver" | "noneShort" | "noneOpen" | "between" | "allDone" {
  if (state.phase === "waiting") return "notStarted";
  if (hasTurns(state)) return areTurnsOver(state) ? "turnsOver" : stepOf(state) === "firstTurn" ? "noTurnYet" : "betweenTurns";
  if (state.agenda.length === 0) return "noneShort";
  if (!nextItem(state)) return "allDone";
  return stepOf(state) === "firstItem" ? "noneOpen" : "between";
}

/** The one step that brings the meeting forward, for whoever leads it: start, next item, next person. */
export function useLead() {
  const { t } = useI18n();
  const room = useRoom();
  const act = useDo();
  const state = computed(() => room.state.value);
  const isTurns = computed(() => state.value !== null && hasTurns(state.value));
  const step = computed(() => (state.value && room.isStaff.value ? stepOf(state.value) : null));

  /** Empty when there is nothing to go to, or not for this person. */
  const label = computed(() => (step.value ? t(`room.lead.${step.value}`) : ""));
  /** The same where there is room for a word or two. */
  const short = computed(() => (step.value ? t(`room.lead.short.${step.value}`) : ""));

  function go(): void {
    const now = state.value;
    switch (now && step.value) {
      case "start":
        return void act({ type: "startMeeting" });
      case "firstTurn":
      case "nextTurn":
        return void act({ type: "callNextTurn" });
      case "firstItem":
      case "nextItem":
        return void act({ type: "openAgendaItem", item: nextItem(now!)!.id });
      case "closeLast":
        return void act({ type: "closeAgendaItem", item: now!.openItem! });
      case null:
    }
  }

  return { step, label, short, go, isTurns };
}
