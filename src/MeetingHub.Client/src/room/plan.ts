import { api } from "../api/http";
import type { MeetingDetail, MeetingId } from "../contract.g";

export type { PersonName } from "../contract.g";
/** The meeting as planned: before it starts this is all there is of agenda and seats. */
export type MeetingPlan = MeetingDetail;

export const loadPlan = (meeting: MeetingId) => api.get<MeetingPlan>(`/api/meetings/${meeting}`);
