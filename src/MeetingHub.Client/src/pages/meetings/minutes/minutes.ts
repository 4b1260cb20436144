import { ref, type Ref } from "vue";
import { api } from "../../../api/http";
import { Problem } from "../../../api/problem";
import type { MinutesPage } from "../../../contract.g";

/** The minutes of one meeting as the caller may see them. */
export interface OpenMinutes {
  /** null until they came. */
  minutes: Ref<MinutesPage | null>;
  problem: Ref<Problem | null>;
  /** Grows whenever the paper may look different. */
  edition: Ref<number>;
  refresh(): Promise<void>;
}

export function openMinutes(meetingId: () => string): OpenMinutes {
  const minutes = ref<MinutesPage | null>(null) as Ref<MinutesPage | null>;
  const problem = ref<Problem | null>(null) as Ref<Problem | null>;
  const edition = ref(0);
  async function refresh(): Promise<void> {
    try {
      minutes.value = await api.get<MinutesPage>(`/api/meetings/${meetingId()}/minutes`);
      problem.value = null;
      edition.value++;
    } catch (error) {
      problem.value = Problem.of(error);
    }
  }
  return { minutes, problem, edition, refresh };
}
