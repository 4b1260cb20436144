/**
 * Wall-clock times as plans have them: "2026-11-30T08:30" with no offset, in the meeting's own zone. They are never turned into
 * the browser's zone: a meeting at 08:30 in Hanoi is at 08:30 on its page wherever it is read.
 */
export interface LocalTime {
  year: number;
  month: number;
  day: number;
  /** Minutes since midnight. */
  minute: number;
}

export function parseLocal(text: string): LocalTime {
  const [, year, month, day, hour, minute] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text)!;
  return { year: Number(year), month: Number(month), day: Number(day), minute: Number(hour) * 60 + Number(minute) };
}

const two = (n: number) => String(n).padStart(2, "0");

/** 510 is "08:30"; past midnight it begins again. */
export const clock = (minute: number) => `${two(Math.floor((minute % 1440) / 60))}:${two(minute % 60)}`;

export const dateText = (time: LocalTime) => `${two(time.day)}/${two(time.month)}/${time.year}`;

/** "Thứ Hai" or "Monday". */
export function weekday(time: LocalTime, language: string): string {
  const name = new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" }).format(Date.UTC(time.year, time.month - 1, time.day));
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

/** "30/11/2026", also "30-11-2026", "30.11.2026" and "301126"; null when there is no such day. The answer is "2026-11-30". */
export function parseDate(typed: string): string | null {
  const match = /^\s*(\d{1,2})[/.\-\s]?(\d{1,2})[/.\-\s]?(\d{4}|\d{2})\s*$/.exec(typed);
  if (!match) return null;
  const [day, month] = [Number(match[1]), Number(match[2])];
  const year = Number(match[3]) + (match[3]!.length === 2 ? 2000 : 0);
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? `${year}-${two(month)}-${two(day)}` : null;
}

/** "8:30", "08h30", "8h", "0830" are "08:30"; null when there is no such minute. */
export function parseClock(typed: string): string | null {
  const match = /^\s*(\d{1,2})\s*(?:[:hg.]\s*(\d{2})?|(\d{2}))?\s*$/i.exec(typed);
  if (!match) return null;
  const [hour, minute] = [Number(match[1]), Number(match[2] ?? match[3] ?? 0)];
  return hour < 24 && minute < 60 ? `${two(hour)}:${two(minute)}` : null;
}
