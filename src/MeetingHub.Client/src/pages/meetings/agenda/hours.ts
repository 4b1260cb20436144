/** Minute of the day at which each item begins, and the one at which the last ends, when the first begins at `start`. */
export function hours(start: number, minutes: readonly number[]): { begins: number[]; ends: number } {
  let at = start;
  const begins = minutes.map((length) => {
    const begin = at;
    at += length;
    return begin;
  });
  return { begins, ends: at };
}
