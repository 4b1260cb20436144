/** Two letters for a Vietnamese name: of the last two words, since people are called by the last ("Phạm Thu Trang" is TT). */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  return words
    .slice(-2)
    .map((word) => [...word][0]?.toLocaleUpperCase("vi") ?? "")
    .join("");
}

/** 1 to 6: which of the six tints stands under this person's initials, always the same for one id. */
export function tint(id: string): number {
  let hash = 0;
  for (const unit of id) hash = (hash * 31 + (unit.codePointAt(0) ?? 0)) >>> 0;
  return (hash % 6) + 1;
}
