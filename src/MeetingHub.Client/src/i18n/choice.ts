import type { InjectionKey } from "vue";
import type { Language } from "./language";

/** Changes the language of the page and remembers it on this device. */
export const languageKey: InjectionKey<(language: Language) => Promise<void>> = Symbol("language");
