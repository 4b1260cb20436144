import { onScopeDispose, ref, type Ref, watch } from "vue";

export const closest = 4;
const step = 1.5;
/** Milliseconds between the two taps of a double tap. */
const quick = 300;

const within = (zoom: number) => Math.min(closest, Math.max(1, zoom));

/** How many times larger than fitted: by button, by two fingers, and by a double tap. */
export function useZoom(element: Ref<HTMLElement | null>) {
  const zoom = ref(1);
  const fingers = new Map<number, { x: number; y: number }>();
  let from = { zoom: 1, distance: 0 };
  let lastTap = 0;

  const distance = () => {
    const [one, other] = [...fingers.values()];
    return one && other ? Math.hypot(one.x - other.x, one.y - other.y) : 0;
  };
  const down = (event: PointerEvent) => {
    if (event.pointerType !== "touch") return;
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (fingers.size === 2) from = { zoom: zoom.value, distance: distance() };
    if (fingers.size > 1) return;
    if (event.timeStamp - lastTap < quick) zoom.value = zoom.value > 1 ? 1 : 2.5;
    lastTap = event.timeStamp;
  };
  const move = (event: PointerEvent) => {
    if (!fingers.has(event.pointerId)) return;
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (fingers.size === 2 && from.distance > 0) zoom.value = within((from.zoom * distance()) / from.distance);
  };
  const up = (event: PointerEvent) => fingers.delete(event.pointerId);

  const stop = watch(
    element,
    (now, _before, onCleanup) => {
      if (!now) return;
      const listening = new AbortController();
      onCleanup(() => listening.abort());
      const options = { passive: true, signal: listening.signal };
      now.addEventListener("pointerdown", down, options);
      now.addEventListener("pointermove", move, options);
      for (const end of ["pointerup", "pointercancel"] as const) now.addEventListener(end, up, options);
    },
    { immediate: true },
  );
  onScopeDispose(stop);

  return {
    zoom,
    closer: () => (zoom.value = within(zoom.value * step)),
    fit: () => (zoom.value = 1),
  };
}
