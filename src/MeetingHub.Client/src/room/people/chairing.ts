import { computed } from "vue";
import { useNow } from "../clock";
import { useRoom } from "../liveRoom";

/** Whether this page shows the chair's keys: to the chair, and to the secretary when the chair has been gone for a minute. The server decides. */
export function useMayChair() {
  const room = useRoom();
  const now = useNow(room.clock);
  return computed(() => {
    const state = room.state.value;
    if (!state || state.phase !== "running" || room.role.value === "member") return false;
    if (room.role.value === "chair") return true;
    const chairs = state.participants.filter((one) => one.role === "chair");
    if (chairs.some((one) => one.connections.length > 0)) return false;
    const times = chairs.map((one) => one.lostAt ?? one.stays.at(-1)?.to).concat(state.startedAt, state.interruptions.at(-1)?.to);
    const since = Math.max(0, ...times.flatMap((time) => (time ? [Date.parse(time)] : [])));
    return now.value - since >= state.options.standInAfterSeconds * 1_000;
  });
}
