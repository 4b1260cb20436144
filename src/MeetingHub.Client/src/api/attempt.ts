import { ref } from "vue";
import { useProblemWords } from "./words";

/** What a form asks of the server, one thing at a time: whether it is still asked, and in words why it was refused. */
export function useAttempt() {
  const say = useProblemWords();
  const busy = ref(false);
  const refusal = ref("");

  /** Does nothing while something else is being asked. */
  async function attempt(work: () => Promise<unknown>): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    refusal.value = "";
    try {
      await work();
    } catch (error) {
      refusal.value = say(error);
    } finally {
      busy.value = false;
    }
  }

  return { busy, refusal, attempt };
}
