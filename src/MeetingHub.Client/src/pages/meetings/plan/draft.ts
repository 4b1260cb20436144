import type { MeetingDetail, MeetingKind, PersonName, Marking } from "../../../contract.g";
import { clock, dateText, parseClock, parseDate, parseLocal } from "../localTime";

/** What stands in the form, as typed: nothing is thrown away because it can't be understood yet. */
export interface PlanDraft {
  title: string;
  kind: MeetingKind;
  date: string;
  time: string;
  minutes: string;
  place: string;
  chair: PersonName[];
  secretary: PersonName[];
  people: PersonName[];
  departments: string[];
  marking: Marking;
}

export type PlanField = "title" | "date" | "time" | "minutes" | "place" | "chair" | "secretary" | "people" | "departments" | "marking";

export const titleLimit = 300;

export const emptyPlan = (): PlanDraft => ({
  title: "",
  kind: "briefing",
  date: "",
  time: "08:00",
  minutes: "60",
  place: "",
  chair: [],
  secretary: [],
  people: [],
  departments: [],
  marking: "none",
});

export function planOf(meeting: MeetingDetail): PlanDraft {
  const start = parseLocal(meeting.localStart);
  return {
    title: meeting.title,
    kind: meeting.kind,
    date: dateText(start),
    time: clock(start.minute),
    minutes: String(meeting.plannedMinutes),
    place: meeting.place,
    chair: [meeting.chair],
    secretary: [meeting.secretary],
    people: meeting.seats.filter((seat) => seat.role === "member" && !seat.via).map((seat) => seat.person),
    departments: meeting.departments.map((department) => department.id),
    marking: "none",
  };
}

/** Codes of what is wrong, by field; empty when the plan can be sent. */
export function faultsOf(draft: PlanDraft): Partial<Record<PlanField, string>> {
  const faults: Partial<Record<PlanField, string>> = {};
  const title = draft.title.trim();
  if (!title) faults.title = "needTitle";
  else if (title.length > titleLimit) faults.title = "titleTooLong";
  if (!parseDate(draft.date)) faults.date = "needDate";
  if (!parseClock(draft.time)) faults.time = "needTime";
  const minutes = Number(draft.minutes);
  if (!Number.isInteger(minutes) || minutes < 5 || minutes > 1440) faults.minutes = "needMinutes";
  if (!draft.chair[0]) faults.chair = "needChair";
  if (!draft.secretary[0]) faults.secretary = "needSecretary";
  else if (draft.chair[0]?.id === draft.secretary[0].id) faults.secretary = "samePerson";
  return faults;
}

/** Only of a draft without faults. */
export const requestOf = (draft: PlanDraft) => ({
  title: draft.title.trim(),
  kind: draft.kind,
  localStart: `${parseDate(draft.date)}T${parseClock(draft.time)}:00`,
  zone: null,
  plannedMinutes: Number(draft.minutes),
  place: draft.place.trim() || null,
  chair: draft.chair[0]!.id,
  secretary: draft.secretary[0]!.id,
  people: draft.people.map((person) => person.id),
  departments: draft.departments,
  marking: draft.marking,
});
