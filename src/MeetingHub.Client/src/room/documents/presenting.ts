import { computed } from "vue";
import type { MeetingState, ParticipantId } from "../../contract.g";
import { useDo } from "../doing";
import { presentationOf } from "../fold";
import { useRoom } from "../liveRoom";
import { useMedia } from "../roomMedia";
import type { Wanted } from "./shelf";
import { mayHandle, mayPresent } from "./word";

/** What is presented, and what this person may do about it. */
export function usePresenting() {
  const room = useRoom();
  const media = useMedia();
  const act = useDo();
  const ask = (rule: (state: MeetingState, me: ParticipantId) => boolean) => computed(() => room.state.value !== null && room.myId.value !== null && rule(room.state.value, room.myId.value));
  const shown = computed(() => room.state.value && presentationOf(room.state.value));
  const isMine = computed(() => shown.value !== null && shown.value.participant === room.myId.value);

  return {
    shown,
    isMine,
    may: ask(mayPresent),
    handles: ask(mayHandle),
    async present(document: Wanted, pages: number): Promise<boolean> {
      const done = await act({ type: "presentDocument", document: document.id, version: document.version, page: 1, pages });
      // One person shows one thing.
      if (done) media.stopSharing();
      return done;
    },
    turn: (page: number) => (shown.value ? act({ type: "turnPage", document: shown.value.document.id, page }) : Promise.resolve(false)),
    stop: () => act({ type: "stopPresenting" }),
  };
}
