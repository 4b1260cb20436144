import { onScopeDispose, reactive, type Ref, watch } from "vue";

/** Inner size of an element in CSS pixels; 0 × 0 until it is there. */
export function useSize(element: Ref<HTMLElement | null>): { width: number; height: number } {
  const size = reactive({ width: 0, height: 0 });
  const observer = new ResizeObserver(([entry]) => {
    if (entry) Object.assign(size, { width: entry.contentRect.width, height: entry.contentRect.height });
  });
  watch(element, (now, before) => {
    if (before) observer.unobserve(before);
    if (now) observer.observe(now);
  });
  onScopeDispose(() => observer.disconnect());
  return size;
}
