import { onScopeDispose, ref } from "vue";
import { useProblemWords } from "../../api/words";

/** A rate needs two looks: the second comes soon, the others when there is something new to read. */
const second = 1_500;
const every = 4_000;

/**
 * Looks now and again while the page is in view. What was seen last stays when a look fails; `refusal` then says why, and the next
 * look comes all the same.
 */
export function useWatching(look: () => Promise<void>) {
  const say = useProblemWords();
  const refusal = ref("");
  let timer = 0;
  let isOver = false;
  let looks = 0;

  async function again(): Promise<void> {
    clearTimeout(timer);
    const mine = ++looks;
    try {
      await look();
      refusal.value = "";
    } catch (error) {
      refusal.value = say(error);
    }
    if (isOver || mine !== looks || document.visibilityState === "hidden") return;
    timer = window.setTimeout(() => void again(), looks === 1 ? second : every);
  }

  const seen = () => {
    if (document.visibilityState === "visible") void again();
    else clearTimeout(timer);
  };
  document.addEventListener("visibilitychange", seen);
  onScopeDispose(() => {
    isOver = true;
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", seen);
  });
  return { refusal, again };
}
