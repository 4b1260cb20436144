import { api } from "../api/http";
import type { MeetingId, PersonName } from "../contract.g";

/** Who is in the room now, for the page before it. */
export const loadInside = (meeting: MeetingId) => api.get<PersonName[]>(`/api/meetings/${meeting}/room`);
