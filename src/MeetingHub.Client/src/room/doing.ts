import { inject, type InjectionKey } from "vue";
import { useProblemWords } from "../api/words";
import type { RoomCommand } from "../contract.g";
import { Problem } from "../api/problem";
import { useRoom } from "./liveRoom";

export interface Toast {
  text: string;
  kind?: "plain" | "late" | "bad";
  action?: { label: string; run: () => void };
}

export const toastKey: InjectionKey<(toast: Toast) => void> = Symbol("toast");

export function useToast(): (toast: Toast) => void {
  const say = inject(toastKey);
  if (!say) throw new Error("Only inside a room.");
  return say;
}

/** What two people did at once, or what was so already: not worth a word. */
const quiet = new Set(["alreadyMuted", "alreadyUnmuted", "handAlreadyRaised", "handNotRaised", "agendaItemAlreadyOpen", "agendaItemNotOpen", "alreadyStarted", "samePage", "roomLeft"]);

/** Carries out a command; a "no" is said in words at the bottom of the stage. True when it was done. */
export function useDo(): (command: RoomCommand) => Promise<boolean> {
  const room = useRoom();
  const words = useProblemWords();
  const say = useToast();
  return async (command) => {
    try {
      await room.execute(command);
      return true;
    } catch (error) {
      if (!quiet.has(Problem.of(error).code)) say({ text: words(error), kind: "bad" });
      return false;
    }
  };
}
