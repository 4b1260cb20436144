import { api } from "../../api/http";
import type { MeetingId, SeatId, StandUpAnswerView } from "../../contract.g";

/** What was written beforehand, by seat; who has not answered is not in it. */
export async function loadAnswers(meeting: MeetingId): Promise<Map<SeatId, StandUpAnswerView>> {
  const answers = await api.get<StandUpAnswerView[]>(`/api/meetings/${meeting}/stand-up`);
  return new Map(answers.filter((answer) => answer.answeredAt).map((answer) => [answer.seat, answer]));
}
