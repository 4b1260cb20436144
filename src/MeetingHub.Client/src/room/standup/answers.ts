import { api } from "../../api/http";
import type { MeetingId, PersonId } from "../../contract.g";

export interface StandUpAnswer {
  person: PersonId | { id: PersonId };
  done: string;
  next: string;
  inTheWay: string;
}

export async function loadAnswers(meeting: MeetingId): Promise<Map<PersonId, StandUpAnswer>> {
  const answers = await api.get<StandUpAnswer[] | { items: StandUpAnswer[] }>(`/api/meetings/${meeting}/stand-up`);
  const list = Array.isArray(answers) ? answers : answers.items;
  return new Map(list.map((answer) => [typeof answer.person === "string" ? answer.person : answer.person.id, answer]));
}
