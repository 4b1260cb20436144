import { inject, type InjectionKey, ref } from "vue";
import { Problem } from "../../api/problem";
import type { MeetingId, PresentedDocument } from "../../contract.g";
import type { Paper } from "./paper";

export type Wanted = Pick<PresentedDocument, "id" | "version" | "size">;

/** Milliseconds for which a paper that was taken off stays open: a presenter who errs puts it back at once. */
const patience = 60_000;

export const keyOf = ({ id, version }: Wanted): string => `${id} ${version}`;

/** The papers this page has open: the one on the stage, and one that is being got ready. What reads them is loaded with the first. */
export class Shelf {
  /** Bytes that have come for papers and what reads them, all together: so that a weak line is seen to be at work. */
  readonly received = ref(0);
  private readonly papers = new Map<string, Promise<Paper>>();
  private onStage: string | null = null;
  private clearing: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly meeting: MeetingId) {}

  /** @throws Problem; asked again, it tries again. */
  async open(wanted: Wanted): Promise<Paper> {
    clearTimeout(this.clearing);
    const key = keyOf(wanted);
    const held = this.papers.get(key);
    if (held) {
      const paper = await held.catch(() => null);
      if (paper && !paper.fault) return paper;
      // Of several who found it spoilt the first opens it anew.
      if (this.papers.get(key) !== held) return this.open(wanted);
    }
    for (const other of [...this.papers.keys()]) if (other !== this.onStage || other === key) this.drop(other);
    const path = `/api/meetings/${this.meeting}/documents/${wanted.id}?version=${wanted.version}`;
    const opening = load().then(({ Paper }) => Paper.open(path, wanted.size, (bytes) => (this.received.value += bytes)));
    this.papers.set(key, opening);
    return opening;
  }

  /** This one stays open, whatever else is got ready; null when nothing is presented. */
  hold(wanted: Wanted | null): void {
    this.onStage = wanted && keyOf(wanted);
    clearTimeout(this.clearing);
    if (!wanted) this.clearing = setTimeout(() => this.close(), patience);
  }

  close(): void {
    clearTimeout(this.clearing);
    for (const key of [...this.papers.keys()]) this.drop(key);
  }

  private drop(key: string): void {
    void this.papers.get(key)?.then(
      (paper) => paper.close(),
      () => undefined,
    );
    this.papers.delete(key);
  }
}

const load = () =>
  import("./paper").catch(() => {
    throw new Problem("network", 0);
  });

export const shelfKey: InjectionKey<Shelf> = Symbol("shelf");

export function useShelf(): Shelf {
  const shelf = inject(shelfKey);
  if (!shelf) throw new Error("Only inside a room.");
  return shelf;
}
