import { createI18n } from "vue-i18n";

export type Language = "vi" | "en";

/** The texts of one entry: what both share and its own. Vietnamese comes with the page, English when asked for. */
export interface Texts {
  vi: Record<string, unknown>;
  en: () => Promise<Record<string, unknown>>;
}

const key = "language";

/** dd/MM/yyyy and the 24-hour clock in both languages: the office's own forms. */
const day = { day: "2-digit", month: "2-digit", year: "numeric" } as const;
const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
const formats = { day, time, moment: { ...day, ...time } };

export function chosenLanguage(): Language {
  return localStorage.getItem(key) === "en" ? "en" : "vi";
}

export async function createLanguage(texts: Texts) {
  const i18n = createI18n({
    legacy: false,
    locale: "vi",
    fallbackLocale: "vi",
    messages: { vi: texts.vi } as never,
    datetimeFormats: {
      vi: formats,
      en: formats,
    } as never,
    missingWarn: import.meta.env.DEV,
    fallbackWarn: import.meta.env.DEV,
  });
  const global = i18n.global as unknown as {
    locale: { value: Language };
    setLocaleMessage(language: Language, messages: Record<string, unknown>): void;
    availableLocales: string[];
  };

  /** Takes effect when the texts are there; the page keeps the language it has until then. */
  async function speak(language: Language): Promise<void> {
    if (!global.availableLocales.includes(language)) global.setLocaleMessage(language, await texts.en());
    global.locale.value = language;
    document.documentElement.lang = language;
  }

  await speak(chosenLanguage());
  return {
    i18n,
    choose: async (language: Language) => {
      localStorage.setItem(key, language);
      await speak(language);
    },
  };
}
