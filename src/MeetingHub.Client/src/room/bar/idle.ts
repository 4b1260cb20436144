import { onScopeDispose, type Ref, ref } from "vue";

const patience = 3_000;

/** True when nobody has touched, moved or typed for three seconds: on a phone on its side the bar then makes room. */
export function useIdle(): Ref<boolean> {
  const isIdle = ref(false);
  let timer: ReturnType<typeof setTimeout>;
  const wake = () => {
    isIdle.value = false;
    clearTimeout(timer);
    timer = setTimeout(() => (isIdle.value = true), patience);
  };
  const signs = ["pointerdown", "pointermove", "keydown", "focusin"] as const;
  for (const sign of signs) addEventListener(sign, wake, { passive: true });
  wake();
  onScopeDispose(() => {
    clearTimeout(timer);
    for (const sign of signs) removeEventListener(sign, wake);
  });
  return isIdle;
}
