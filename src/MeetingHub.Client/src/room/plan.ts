import { api } from "../api/http";
import type { AgendaItemId, DateTimeOffset, DepartmentId, MeetingId, MeetingKind, MeetingRole, PersonId, SeatId } from "../contract.g";

export interface PersonName {
  id: PersonId;
  name: string;
  position: string;
  department: string;
}

/** What the room reads of a meeting's plan: before it starts this is all there is of agenda and seats. */
export interface MeetingPlan {
  id: MeetingId;
  title: string;
  kind: MeetingKind;
  stage: string;
  startsAt: DateTimeOffset;
  plannedMinutes: number;
  place?: string;
  chair: PersonName;
  secretary: PersonName;
  startedAt?: DateTimeOffset;
  endedAt?: DateTimeOffset;
  role?: MeetingRole;
  may: { enter: boolean };
  seats: { id: SeatId; person: PersonName; role: MeetingRole }[];
  departments: { id: DepartmentId; name: string }[];
  agenda: { items: { id: AgendaItemId; title: string; presenter?: PersonName; minutes: number; notesHtml: string }[] };
}

export const loadPlan = (meeting: MeetingId) => api.get<MeetingPlan>(`/api/meetings/${meeting}`);
