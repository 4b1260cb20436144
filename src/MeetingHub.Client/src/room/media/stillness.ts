/** What can be done about a line that stands still, the gentlest first. */
export type Remedy = "resubscribe" | "reacquire" | "restart" | "rebuild";

interface Watched {
  value: number;
  /** Seconds; when it last moved. */
  movedAt: number;
  /** When the next remedy is due. */
  dueAt: number;
  tries: number;
}

/** Counters that should grow: which of them stand still, and what to try next. */
export class Stillness {
  private readonly watched = new Map<string, Watched>();

  /**
   * @param remedies In their order; the last one is repeated.
   * @param times Seconds: `noticed` until a counter counts as standing still, `patience` until the first remedy and between two.
   */
  constructor(
    private readonly remedies: readonly Remedy[],
    private readonly times: { noticed: number; patience: number },
  ) {}

  /**
   * @param values Of all that should be moving; what is missing is forgotten.
   * @param now Seconds.
   */
  look(values: ReadonlyMap<string, number>, now: number): { still: string[]; due: { key: string; remedy: Remedy }[] } {
    for (const key of [...this.watched.keys()]) if (!values.has(key)) this.watched.delete(key);
    const still: string[] = [];
    const due: { key: string; remedy: Remedy }[] = [];
    for (const [key, value] of values) {
      const known = this.watched.get(key);
      if (!known || value !== known.value) {
        this.watched.set(key, { value, movedAt: now, dueAt: now + this.times.patience, tries: 0 });
        continue;
      }
      if (now - known.movedAt >= this.times.noticed) still.push(key);
      if (now < known.dueAt) continue;
      due.push({ key, remedy: this.remedies[Math.min(known.tries++, this.remedies.length - 1)]! });
      known.dueAt = now + this.times.patience;
    }
    return { still, due };
  }

  /** Gives everything its whole patience once more; what stands still goes on counting as such. */
  excuse(now: number): void {
    for (const one of this.watched.values()) one.dueAt = now + this.times.patience;
  }
}
