import { type InjectionKey, inject, onScopeDispose, type Ref, ref, watch } from "vue";
import { api } from "../../api/http";
import { Problem } from "../../api/problem";
import type { MeetingDetail } from "../../contract.g";

export interface OpenMeeting {
  /** null until it came. */
  meeting: Readonly<Ref<MeetingDetail | null>>;
  /** Why it could not be had; null otherwise. */
  problem: Readonly<Ref<Problem | null>>;
  refresh(): Promise<void>;
  /** Carries out a change and shows the meeting as it is afterwards, also when the change was refused. */
  change(work: () => Promise<unknown>): Promise<void>;
}

export const openMeetingKey: InjectionKey<OpenMeeting> = Symbol("meeting");

export function useOpenMeeting(): OpenMeeting {
  return inject(openMeetingKey)!;
}

/** The meeting a page is about, read again when the page comes back to the front. */
export function openMeeting(id: () => string): OpenMeeting {
  const meeting = ref<MeetingDetail | null>(null);
  const problem = ref<Problem | null>(null);

  async function refresh(): Promise<void> {
    const wanted = id();
    try {
      const detail = await api.get<MeetingDetail>(`/api/meetings/${wanted}`);
      if (wanted !== id()) return;
      meeting.value = detail;
      problem.value = null;
    } catch (error) {
      if (wanted === id()) problem.value = Problem.of(error);
    }
  }

  async function change(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } finally {
      await refresh();
    }
  }

  watch(
    id,
    () => {
      meeting.value = null;
      problem.value = null;
      void refresh();
    },
    { immediate: true },
  );
  const seen = () => document.visibilityState === "visible" && void refresh();
  document.addEventListener("visibilitychange", seen);
  onScopeDispose(() => document.removeEventListener("visibilitychange", seen));
  return { meeting, problem, refresh, change };
}
