import { inject, type InjectionKey, onScopeDispose } from "vue";
import type { Momentary } from "../contract.g";

export type MomentaryListeners = Set<(message: Momentary) => void>;

export const momentaryKey: InjectionKey<MomentaryListeners> = Symbol("momentary");

/** Hears what holds for the moment for as long as the component is there. */
export function onMomentary(listener: (message: Momentary) => void): void {
  const listeners = inject(momentaryKey);
  if (!listeners) throw new Error("Only inside a room.");
  listeners.add(listener);
  onScopeDispose(() => listeners.delete(listener));
}
