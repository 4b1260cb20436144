import { type Ref, ref, watch } from "vue";

/** What is being written survives a reload of the page, in this tab alone. */
export function keptText(key: string): Ref<string> {
  const text = ref(sessionStorage.getItem(key) ?? "");
  watch(text, (now) => (now ? sessionStorage.setItem(key, now) : sessionStorage.removeItem(key)));
  return text;
}
