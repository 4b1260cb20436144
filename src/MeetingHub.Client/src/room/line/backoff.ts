/**
 * How long to wait before the next try, in milliseconds: at once, then soon, then every two seconds for ever. A restarted
 * server is met within that time; the random part keeps a room of 500 from knocking in one instant.
 */
export function waitBefore(tries: number, random: () => number = Math.random): number {
  const steps = [0, 300, 700, 1_200];
  const step = steps[tries] ?? 2_000;
  return step + (tries === 0 ? 0 : random() * 500);
}
