import { computed } from "vue";
import { useI18n } from "vue-i18n";
import type { MeetingState } from "../../contract.g";
import { useDo } from "../doing";
import { useRoom } from "../liveRoom";
import { nextItem } from "./agendaTimes";

/** As its words are called: room.lead.*. */
export type Step = "start" | "firstTurn" | "nextTurn" | "lastTurnOver" | "firstItem" | "nextItem" | "closeLast";

/** What brings the meeting forward; null when there is nothing to go to. */
export function stepOf(state: MeetingState): Step | null {
  if (state.phase === "waiting") return "start";
  if (state.phase === "ended") return null;
  if (hasTurns(state)) {
    if (isAnybodyLeft(state)) return state.runningTurn || state.standUpTurns.some((turn) => turn.outcome) ? "nextTurn" : "firstTurn";
    return state.runningTurn ? "lastTurnOver" : null;
  }
  if (nextItem(state)) return state.agenda.some((item) => item.runs.length > 0) ? "nextItem" : "firstItem";
  return state.openItem ? "closeLast" : null;
}

export const hasTurns = (state: MeetingState): boolean => state.kind === "standUp" && state.standUpTurns.length > 0;

/** Who was passed over is called again once he is here; the others are passed over when it is their turn. */
const isAnybodyLeft = (state: MeetingState): boolean =>
  state.standUpTurns.some((turn) =>
    turn.outcome === "skipped" ? state.participants.some((one) => one.seat === turn.seat && one.connections.length > 0) : turn.outcome === undefined && turn.seat !== state.runningTurn,
  );

/** How it stands while no item is open and nobody's turn is on, as the words are called: room.agenda.*. */
export function lullOf(state: MeetingState): "notStarted" | "noTurnYet" | "betweenTurns" | "turnsOver" | "turnsOverHere" | "noneShort" | "noneOpen" | "between" | "allDone" {
  if (state.phase === "waiting") return "notStarted";
  if (hasTurns(state)) {
    if (isAnybodyLeft(state)) return stepOf(state) === "firstTurn" ? "noTurnYet" : "betweenTurns";
    return state.standUpTurns.some((turn) => turn.outcome === "skipped") ? "turnsOverHere" : "turnsOver";
  }
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
      case "lastTurnOver":
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
