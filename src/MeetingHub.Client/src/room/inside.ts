import { api } from "../api/http";
import type { MeetingId } from "../contract.g";
import type { PersonName } from "./plan";

/** Who is in the room now, for the page before it. */
export async function loadInside(meeting: MeetingId): Promise<PersonName[]> {
  return (await api.get<{ people: PersonName[] }>(`/api/meetings/${meeting}/room`)).people;
}
