import type { Router } from "vue-router";
import { safeNext } from "../../shell/next";

/** To where the person wanted to go; the room is another entry, so it is a real navigation. */
export async function goOn(router: Router, next: unknown): Promise<void> {
  const target = safeNext(next);
  if (target.startsWith("/room/")) location.assign(target);
  else await router.replace(target);
}
