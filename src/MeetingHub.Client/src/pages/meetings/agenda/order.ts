/** The list with the item at `from` taken out and put in at `to` (both positions in the list as it is). */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  const [item] = next.splice(from, 1);
  next.splice(Math.max(0, Math.min(to, next.length)), 0, item!);
  return next;
}

/** The item that stands after the one at `at`: what the server is told, null at the end. */
export const neighbour = <T extends { id: string }>(list: readonly T[], at: number): string | null => list[at + 1]?.id ?? null;
