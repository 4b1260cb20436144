import { useI18n } from "vue-i18n";
import { Problem } from "./problem";

/** Turns a problem into words: its own code when the language files know it, else the general one. */
export function useProblemWords() {
  const { t, te } = useI18n();
  const say = (code: string, details: Record<string, unknown> = {}) => (te(`error.${code}`) ? t(`error.${code}`, details) : t("error.unknown"));
  return (error: unknown): string => {
    const problem = Problem.of(error);
    return say(problem.code, problem.details);
  };
}
