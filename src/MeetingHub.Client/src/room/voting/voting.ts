import { computed, inject, type InjectionKey, reactive, ref, watch } from "vue";
import { Problem } from "../../api/problem";
import type { BallotId, SeatId } from "../../contract.g";
import type { LiveRoom } from "../liveRoom";
import { keptText } from "../panel/keptText";
import { cardOf, isOpen, waitingFor } from "./ballots";
import { draftKey } from "./draft";

/**
 * What this page knows of votes beside the log: what is on its way, what was refused, what its reader has put away.
 * `cameLate` is told of a vote that did not count since the ballot was closed before it arrived: by then nothing else shows it.
 */
export function createVoting(room: LiveRoom, cameLate: () => void) {
  /** Votes without an answer yet, and what was chosen: forgotten as soon as the server has it. */
  const sending = reactive(new Map<BallotId, string>());
  const refused = reactive(new Map<BallotId, Problem>());
  const putAway = reactive(new Set<BallotId>());
  /** Whether the form to open a ballot stands in the panel. */
  const isWriting = ref(keptText(draftKey(room.meeting)).value !== "");

  const ballots = computed(() => room.state.value?.ballots ?? []);
  const open = computed(() => ballots.value.filter(isOpen));
  const seat = computed(() => room.state.value?.seats.find((one) => one.id === room.me.value?.seat));
  const waiting = computed(() => waitingFor(ballots.value, seat.value));
  const card = computed(() => cardOf(ballots.value, seat.value, putAway));

  /** Over a broken line it waits, and is sent once there is one; until then the choice shows as on its way. */
  async function cast(ballot: BallotId, choice: string): Promise<void> {
    if (sending.has(ballot)) return;
    sending.set(ballot, choice);
    refused.delete(ballot);
    try {
      await reached(await room.execute({ type: "castBallot", ballot, choice }));
    } catch (error) {
      const problem = Problem.of(error);
      if (problem.code === "ballotClosed") cameLate();
      else if (problem.code !== "sameVote") refused.set(ballot, problem);
    } finally {
      sending.delete(ballot);
    }
  }

  /** The answer may come before the event: until then the page would ask once more. */
  const reached = (revision: number) =>
    new Promise<void>((done) => {
      if ((room.state.value?.revision ?? 0) >= revision) return done();
      const stop = watch(room.state, (state) => {
        if ((state?.revision ?? 0) < revision) return;
        stop();
        done();
      });
    });

  return {
    ballots,
    open,
    seat,
    waiting,
    card,
    sending,
    refused,
    putAway,
    isWriting,
    cast,
    nameOf: (id: SeatId): string => {
      const person = room.state.value?.seats.find((one) => one.id === id)?.person;
      return (person && room.people.get(person)?.name) ?? "…";
    },
  };
}

export type Voting = ReturnType<typeof createVoting>;

export const votingKey: InjectionKey<Voting> = Symbol("voting");

export function useVoting(): Voting {
  const voting = inject(votingKey);
  if (!voting) throw new Error("Only inside a room.");
  return voting;
}
