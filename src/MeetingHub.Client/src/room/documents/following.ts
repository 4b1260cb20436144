/** The page that one looks at for oneself; null while one follows the presenter. */
export type Own = number | null;

export const pageShown = (presented: number, own: Own, pages: number): number => clamp(own ?? presented, pages);

/** Whoever comes to the page that is being presented follows again. */
export function lookAt(page: number, presented: number, pages: number): Own {
  const wanted = clamp(page, pages);
  return wanted === clamp(presented, pages) ? null : wanted;
}

/** The presenter has turned: who was on that page already follows from here on. */
export const afterTurn = (own: Own, presented: number): Own => (own === presented ? null : own);

/** A page that the paper has, whatever somebody typed. */
export const clamp = (page: number, pages: number): number => Math.min(Math.max(1, Math.floor(page) || 1), Math.max(1, pages));
