import type { MeetingState, ParticipantId } from "../../contract.g";
import { presentationOf } from "../fold";

/** The twin of Authority.HasTheWord: the server decides, the page only shows what it will allow. */
export function hasTheWord(state: MeetingState, id: ParticipantId): boolean {
  const participant = state.participants.find((one) => one.id === id);
  if (!participant) return false;
  if (participant.role !== "member" || state.floor?.participant === id) return true;
  const seat = state.seats.find((one) => one.id === participant.seat);
  if (!seat) return false;
  if (state.runningTurn === seat.id) return true;
  const presenter = state.agenda.find((item) => item.id === state.openItem)?.presenter;
  return presenter !== undefined && (participant.person === presenter || seat.standsInFor === presenter);
}

/** Whether this person turns the pages of what is shown, and takes it off. */
export function mayHandle(state: MeetingState, me: ParticipantId): boolean {
  const role = state.participants.find((one) => one.id === me)?.role;
  return presentationOf(state) !== null && (presentationOf(state)!.participant === me || (role !== undefined && role !== "member"));
}

/** Whether this person can put a paper on the stage now. */
export function mayPresent(state: MeetingState, me: ParticipantId): boolean {
  if (state.phase !== "running" || !hasTheWord(state, me)) return false;
  const shown = presentationOf(state);
  return shown === null || mayHandle(state, me) || !hasTheWord(state, shown.participant);
}
