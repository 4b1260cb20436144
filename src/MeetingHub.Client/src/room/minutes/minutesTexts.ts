import { api } from "../../api/http";
import { Problem } from "../../api/problem";
import type { AgendaItemId, MeetingId, PersonId } from "../../contract.g";
import type { SaveAnswer, StoredText } from "../../minutes/savedText";

/** The secretary's words under one item; without an item: what was said outside any. */
export interface MinutesText extends StoredText {
  html: string;
  editedBy?: PersonId;
}

const none = "00000000-0000-0000-0000-000000000000";
const path = (meeting: MeetingId, item: AgendaItemId | null) => `/api/meetings/${meeting}/minutes/texts/${item ?? none}`;

export const loadMinutesText = (meeting: MeetingId, item: AgendaItemId | null) => api.get<MinutesText>(path(meeting, item));

/** Compare-and-set: taken only if nobody saved since this revision. */
export async function saveMinutesText(meeting: MeetingId, item: AgendaItemId | null, text: string, over: number): Promise<SaveAnswer> {
  try {
    return { saved: await api.put<MinutesText>(path(meeting, item), { text, revision: over }) };
  } catch (error) {
    const problem = Problem.of(error);
    if (problem.status !== 409) throw error;
    return { conflict: await loadMinutesText(meeting, item) };
  }
}

/** As the paper will have it, by the server's own Markdown; safe to put into the page. */
export const previewMarkdown = (markdown: string, signal: AbortSignal) => api.post<{ html: string }>("/api/markdown/preview", { markdown }, { signal });
