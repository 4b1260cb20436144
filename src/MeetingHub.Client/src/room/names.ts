const collator = new Intl.Collator("vi");

/** People are called and sorted by the last word of their names, then by the rest. */
export function byGivenName(one: string, other: string): number {
  const [first, second] = [one.trim(), other.trim()];
  return collator.compare(givenName(first), givenName(second)) || collator.compare(first, second);
}

export function givenName(name: string): string {
  return name.trim().split(/\s+/).at(-1) ?? "";
}

/** For finding a name whatever marks were typed: "duc" finds "Đức". */
export function folded(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[\u0111\u0110]/gu, "d")
    .toLowerCase();
}
