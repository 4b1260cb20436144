import { useI18n } from "vue-i18n";

/** Numbers as the office writes them; what is not known is a dash. */
export function useFigures() {
  const { t, locale } = useI18n();
  const number = (value: number, digits: number) => new Intl.NumberFormat(locale.value, { maximumFractionDigits: digits }).format(value);
  const known = (value: number | null | undefined, say: (value: number) => string) => (value === null || value === undefined ? t("monitoring.unknown") : say(value));
  return {
    count: (value: number | null | undefined) => known(value, (n) => number(n, 0)),
    share: (value: number | null | undefined) => known(value, (n) => `${number(n * 100, n < 0.0995 ? 1 : 0)} %`),
    milliseconds: (value: number | null | undefined) => known(value, (n) => t("monitoring.unit.ms", { n: number(n, n < 10 ? 1 : 0) })),
    microseconds: (value: number | null | undefined) => known(value, (n) => t("monitoring.unit.us", { n: number(n, 1) })),
    perSecond: (value: number | null | undefined) => known(value, (n) => t("monitoring.unit.perSecond", { n: number(n, n < 10 ? 1 : 0) })),
    bits: (value: number | null | undefined) =>
      known(value, (n) => (n < 999_500 ? t("monitoring.unit.kbit", { n: number(n / 1_000, 0) }) : t("monitoring.unit.mbit", { n: number(n / 1_000_000, n < 99_500_000 ? 1 : 0) }))),
  };
}
