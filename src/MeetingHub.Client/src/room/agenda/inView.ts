import { nextTick, type Ref, watch } from "vue";

/** Scrolls a list so that its current row is seen, whenever another becomes current. */
export function useCurrentInView(list: Ref<HTMLElement | null>, current: () => unknown): void {
  watch(
    current,
    async () => {
      await nextTick();
      list.value?.querySelector('[aria-current="step"]')?.scrollIntoView({ block: "nearest" });
    },
    { immediate: true, flush: "post" },
  );
}
