import { api } from "../../api/http";
import { Problem } from "../../api/problem";
import type { AgendaItemId, MeetingId } from "../../contract.g";
import type { SaveAnswer, StoredText } from "../../minutes/savedText";

/** What was said outside any item stands under the empty id. */
const none = "00000000-0000-0000-0000-000000000000";
const path = (meeting: MeetingId, item: AgendaItemId | null) => `/api/meetings/${meeting}/minutes/texts/${item ?? none}`;

export const loadMinutesText = (meeting: MeetingId, item: AgendaItemId | null) => api.get<StoredText>(path(meeting, item));

/** Compare-and-set: taken only if nobody saved since this revision; else the answer holds what they wrote. */
export async function saveMinutesText(meeting: MeetingId, item: AgendaItemId | null, text: string, over: number): Promise<SaveAnswer> {
  try {
    return { saved: await api.put<StoredText>(path(meeting, item), { text, revision: over }) };
  } catch (error) {
    const current = Problem.of(error).status === 409 && (error as Problem).details["current"];
    if (!current) throw error;
    return { conflict: current as StoredText };
  }
}

/** As the paper will have it, by the server's own Markdown; safe to put into the page. */
export const previewMinutes = (meeting: MeetingId, text: string, signal: AbortSignal) => api.post<{ html: string }>(`/api/meetings/${meeting}/minutes/preview`, { text }, { signal });
