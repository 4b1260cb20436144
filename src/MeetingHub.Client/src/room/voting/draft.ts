import type { AgendaItemId, BallotId, MeetingId, OpenBallot } from "../../contract.g";

/** Where it is kept over a reload. */
export const draftKey = (meeting: MeetingId): string => `ballot.${meeting}`;

/** As the server has them. */
export const limits = { question: 500, option: 200, fewestOptions: 2, options: 20, openAtOnce: 5, ballots: 100 } as const;

/** A ballot while it is being written. */
export interface Draft {
  /** null while nobody has touched it: then it is what the item suggests. */
  question: string | null;
  isSecret: boolean;
  hasOwnOptions: boolean;
  options: string[];
  /** null follows the open item; "" is the meeting as a whole. */
  item: AgendaItemId | "" | null;
}

/** As the words are called: room.vote.fault.*. */
export interface Faults {
  question?: "empty" | "tooLong";
  options?: "tooFew" | "tooMany" | "tooLong" | "twice";
}

export const emptyDraft = (): Draft => ({ question: null, isSecret: false, hasOwnOptions: false, options: ["", ""], item: null });

/** For readDraft; empty when nothing was written. */
export function keepDraft(draft: Draft): string {
  const text = JSON.stringify(draft);
  return text === JSON.stringify(emptyDraft()) ? "" : text;
}

/** What was kept of a draft; an empty one when nothing was, or of another version of this page. */
export function readDraft(kept: string): Draft {
  try {
    const read = { ...emptyDraft(), ...(JSON.parse(kept) as Partial<Draft>) };
    return Array.isArray(read.options) ? read : emptyDraft();
  } catch {
    return emptyDraft();
  }
}

const written = (options: string[]) => options.map((option) => option.trim().normalize("NFC")).filter((option) => option !== "");

export function faultsOf(question: string, draft: Draft): Faults {
  const faults: Faults = {};
  if (question.trim() === "") faults.question = "empty";
  else if (question.length > limits.question) faults.question = "tooLong";
  if (!draft.hasOwnOptions) return faults;
  const options = written(draft.options);
  if (options.length < limits.fewestOptions) faults.options = "tooFew";
  else if (options.length > limits.options) faults.options = "tooMany";
  else if (options.some((option) => option.length > limits.option)) faults.options = "tooLong";
  else if (new Set(options).size < options.length) faults.options = "twice";
  return faults;
}

export function commandOf(ballot: BallotId, question: string, draft: Draft, item: AgendaItemId | ""): OpenBallot {
  return {
    type: "openBallot",
    ballot,
    question: question.trim(),
    isSecret: draft.isSecret,
    ...(draft.hasOwnOptions ? { options: written(draft.options) } : {}),
    ...(item ? { item } : {}),
  };
}
