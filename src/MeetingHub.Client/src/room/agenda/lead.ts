import { computed } from "vue";
import { useI18n } from "vue-i18n";
import { useDo } from "../doing";
import { useRoom } from "../liveRoom";
import { nextItem } from "./agendaTimes";

/** The one step that brings the meeting forward, for whoever leads it: start, next item, next person. */
export function useLead() {
  const { t } = useI18n();
  const room = useRoom();
  const act = useDo();
  const state = computed(() => room.state.value);
  const isTurns = computed(() => state.value?.kind === "standUp" && state.value.standUpTurns.length > 0);
  const isTurnsOver = computed(() => isTurns.value && state.value?.runningTurn === undefined && state.value!.standUpTurns.every((turn) => turn.outcome !== undefined && turn.outcome !== "skipped"));

  /** Empty when there is nothing to go to, or not for this person. */
  const label = computed(() => {
    const now = state.value;
    if (!now || !room.isStaff.value) return "";
    if (now.phase === "waiting") return t("room.bar.start");
    if (now.phase === "ended") return "";
    if (isTurns.value) return isTurnsOver.value ? "" : t(now.runningTurn || now.standUpTurns.some((turn) => turn.outcome) ? "room.standUp.next" : "room.standUp.first");
    if (nextItem(now)) return t(now.openItem ? "room.agenda.next" : "room.agenda.first");
    return now.openItem ? t("room.agenda.closeLast") : "";
  });

  function go(): void {
    const now = state.value;
    if (!now || !label.value) return;
    if (now.phase === "waiting") return void act({ type: "startMeeting" });
    if (isTurns.value) return void act({ type: "callNextTurn" });
    const next = nextItem(now);
    if (next) void act({ type: "openAgendaItem", item: next.id });
    else if (now.openItem) void act({ type: "closeAgendaItem", item: now.openItem });
  }

  return { label, go, isTurns };
}
