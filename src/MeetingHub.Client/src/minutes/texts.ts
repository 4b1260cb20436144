import { api } from "../api/http";
import { Problem } from "../api/problem";
import type { AgendaItemId, MeetingId, MinutesTextView } from "../contract.g";
import type { SaveAnswer } from "./savedText";

/** Stands for what was said outside any item. */
const none = "00000000-0000-0000-0000-000000000000" as AgendaItemId;

/** Compare-and-set: taken only if nobody saved since this revision. */
export async function saveMinutesText(meeting: MeetingId, item: AgendaItemId | null, text: string, over: number): Promise<SaveAnswer> {
  try {
    return { saved: await api.put<MinutesTextView>(`/api/meetings/${meeting}/minutes/texts/${item ?? none}`, { text, revision: over }) };
  } catch (error) {
    const problem = Problem.of(error);
    const current = problem.details["current"] as MinutesTextView | undefined;
    if (problem.status !== 409 || !current) throw error;
    return { conflict: current };
  }
}
