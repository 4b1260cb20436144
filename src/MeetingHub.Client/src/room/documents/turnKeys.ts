import { onScopeDispose } from "vue";

const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };

/** Arrows and page keys, also from the remote in a speaker's hand: never where they already mean something, in a field, a list or a panel. */
export function useTurnKeys(isOn: () => boolean, turn: (step: number) => void): void {
  const pressed = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step === undefined || !isOn() || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (document.querySelector("dialog[open]")) return;
    const target = event.target;
    if (target instanceof HTMLElement && (target.isContentEditable || target.closest("input, textarea, select, [role=radiogroup], .side, .ragenda, .scroller.close"))) return;
    event.preventDefault();
    turn(step);
  };
  addEventListener("keydown", pressed);
  onScopeDispose(() => removeEventListener("keydown", pressed));
}
