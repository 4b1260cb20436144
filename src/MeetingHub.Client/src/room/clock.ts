import { onScopeDispose, ref, type Ref } from "vue";

/** Timers come as the server's moments; this page's clock may be minutes off. */
export class ServerClock {
  /** Milliseconds to add to this page's clock. */
  private offset = 0;
  private certainty = Number.POSITIVE_INFINITY;

  constructor(private readonly local: () => number = () => Date.now()) {}

  now(): number {
    return this.local() + this.offset;
  }

  /** One question and its answer: the server said `server` somewhere between the two. The quickest answer tells the most. */
  heard(server: number, asked: number, answered: number): void {
    const roundTrip = answered - asked;
    if (roundTrip > this.certainty) return;
    this.certainty = roundTrip;
    this.offset = server - (asked + roundTrip / 2);
  }

  /** After a break the page's clock may have been set, or the machine has slept: what was known no longer counts. */
  forget(): void {
    this.certainty = Number.POSITIVE_INFINITY;
  }
}

/** Server time in milliseconds, renewed four times a second so that a shown second is never late by more. */
export function useNow(clock: ServerClock): Ref<number> {
  const now = ref(clock.now());
  const timer = setInterval(() => (now.value = clock.now()), 250);
  onScopeDispose(() => clearInterval(timer));
  return now;
}

/** "07:12", "1:02:03"; less than nothing counts as nothing. */
export function minutesAndSeconds(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** "09:03" on the wall of whoever looks. */
export function hourAndMinute(milliseconds: number): string {
  const moment = new Date(milliseconds);
  return `${String(moment.getHours()).padStart(2, "0")}:${String(moment.getMinutes()).padStart(2, "0")}`;
}
