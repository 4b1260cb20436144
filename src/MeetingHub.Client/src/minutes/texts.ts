import { api } from "../api/http";
import { Problem } from "../api/problem";
import type { AgendaItemId, MeetingId, MinutesPage, MinutesPreview, MinutesTextView } from "../contract.g";
import type { SaveAnswer, StoredText } from "./savedText";

/** Stands for what was said outside any item. */
const none = "00000000-0000-0000-0000-000000000000";

/** Characters under one item, as many as the server takes. */
export const longestText = 20_000;

/** An item that was added a moment ago has no words yet. */
export async function loadMinutesText(meeting: MeetingId, item: AgendaItemId | null): Promise<StoredText> {
  const page = await api.get<MinutesPage>(`/api/meetings/${meeting}/minutes`);
  return page.sections.find((section) => section.text.agendaItem === (item ?? none))?.text ?? { text: "", revision: 0 };
}

/** Compare-and-set: taken only if nobody saved since this revision; else the answer holds what they wrote. */
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

/** As the paper will have it, by the server's own Markdown; safe to put into the page. */
export const previewMinutes = (meeting: MeetingId, text: string, signal: AbortSignal) => api.post<MinutesPreview>(`/api/meetings/${meeting}/minutes/preview`, { text }, { signal });
