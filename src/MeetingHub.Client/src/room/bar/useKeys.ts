import { onScopeDispose } from "vue";

/** Single letters as keys: never while somebody writes, composes a letter, or holds another key; not repeated while held. */
export function useKeys(keys: Record<string, () => void>): void {
  const pressed = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
    if (document.querySelector("dialog[open]")) return;
    const target = event.target;
    if (target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))) return;
    const act = keys[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  };
  addEventListener("keydown", pressed);
  onScopeDispose(() => removeEventListener("keydown", pressed));
}
