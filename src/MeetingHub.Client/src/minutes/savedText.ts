import { computed, ref } from "vue";

/** A text as the server has it. Revision 0: never written. */
export interface StoredText {
  text: string;
  revision: number;
}

/** The server's answer to a save: taken, or somebody was quicker and this is theirs. */
export type SaveAnswer = { saved: StoredText } | { conflict: StoredText };

/** How long typing rests before it is sent, in milliseconds; and at the latest, while typing goes on. */
const rest = 800;
const atLatest = 5_000;
const retry = 3_000;

/**
 * One text that two people may be writing, saved as typed by compare-and-set. What is typed is never replaced: when somebody else
 * saved first, both texts stand until a person has chosen.
 *
 * @param save sends the text, as written over that revision; throws when no answer came, and is then tried again.
 * @param wait setTimeout, or a test's clock.
 */
export function savedText(
  stored: StoredText,
  save: (text: string, over: number) => Promise<SaveAnswer>,
  wait: (work: () => void, ms: number) => unknown = (work, ms) => setTimeout(work, ms),
) {
  const text = ref(stored.text);
  const server = ref(stored);
  const theirs = ref<StoredText | null>(null);
  const failing = ref(false);
  const savedAt = ref<Date | null>(null);
  let dirtySince: number | null = null;
  let turn = 0;
  let sending = false;

  const isDirty = computed(() => text.value !== server.value.text);
  const state = computed(() => (theirs.value ? "conflict" : !isDirty.value ? "saved" : failing.value ? "failing" : "saving"));

  function typed(next: string): void {
    text.value = next;
    if (theirs.value) return;
    const now = performance.now();
    dirtySince ??= now;
    schedule(Math.max(0, Math.min(rest, dirtySince + atLatest - now)));
  }

  function schedule(ms: number): void {
    const mine = ++turn;
    wait(() => mine === turn && void flush(), ms);
  }

  /** Sends at once what is not saved yet: when the field is left, before the page goes. */
  async function flush(): Promise<void> {
    if (sending || theirs.value || !isDirty.value) return;
    sending = true;
    dirtySince = null;
    try {
      const answer = await save(text.value, server.value.revision);
      failing.value = false;
      if ("saved" in answer) {
        server.value = answer.saved;
        savedAt.value = new Date();
      } else took(answer.conflict);
    } catch {
      // No answer, or none that helps: the text is still here, and is sent again.
      failing.value = true;
    } finally {
      sending = false;
    }
    if (isDirty.value && !theirs.value) schedule(failing.value ? retry : rest);
  }

  /** The same words written twice are no conflict. */
  function took(other: StoredText): void {
    if (other.text === text.value) server.value = other;
    else theirs.value = other;
  }

  /** Somebody else saved, as the room or a reload tells: shown at once when nothing of our own is unsaved. */
  function arrived(other: StoredText): void {
    if (other.revision <= server.value.revision) return;
    if (isDirty.value) {
      if (!sending) took(other);
    } else {
      server.value = other;
      text.value = other.text;
    }
  }

  /** A person has read both: the words that stay are saved over theirs. */
  async function settle(words: string): Promise<void> {
    if (!theirs.value) return;
    server.value = theirs.value;
    theirs.value = null;
    text.value = words;
    await flush();
  }

  return { text, theirs, state, savedAt, typed, flush, arrived, settle };
}

export type SavedText = ReturnType<typeof savedText>;
