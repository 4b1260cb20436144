import { onBeforeUnmount, onMounted, type Ref } from "vue";

/** Pictures are 16:9, near enough: a tile of another shape shows a part of one, or one with bars. */
const ratio = 9 / 16;

/** Lines of a picture that fill an element of this size. */
export function linesIn(width: number, height: number, cut: boolean): number {
  return cut ? Math.max(height, width * ratio) : Math.min(height, width * ratio);
}

/**
 * Tells at which height an element shows its picture, in device pixels: at once, and whenever that changes. 0 while it is out of
 * view, scrolled away for instance, and at the end.
 */
export function useSight(element: Ref<HTMLElement | null>, cut: boolean, tell: (pixelHeight: number) => void): void {
  let isInView = true;
  let size = { width: 0, height: 0 };
  const say = () => tell(isInView ? Math.round(linesIn(size.width, size.height, cut) * Math.min(2, devicePixelRatio)) : 0);
  const sizes = new ResizeObserver(([entry]) => {
    if (!entry) return;
    size = { width: entry.contentRect.width, height: entry.contentRect.height };
    say();
  });
  const views = new IntersectionObserver((entries) => {
    isInView = entries.at(-1)!.isIntersecting;
    say();
  });
  onMounted(() => {
    if (!element.value) return;
    size = element.value.getBoundingClientRect();
    say();
    sizes.observe(element.value);
    views.observe(element.value);
  });
  onBeforeUnmount(() => {
    sizes.disconnect();
    views.disconnect();
    tell(0);
  });
}
