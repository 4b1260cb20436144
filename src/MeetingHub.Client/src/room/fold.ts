import type {
  ActionItem,
  AgendaItem,
  AgendaItemId,
  DateTimeOffset,
  LoggedEvent,
  MeetingEvent,
  MeetingStarted,
  MeetingState,
  Participant,
  ParticipantId,
  PlannedAgendaItem,
  Presentation,
  SeatId,
  Speech,
  SpokenTime,
  StandUpTurn,
} from "../contract.g";

/**
 * What an event makes of the state: the twin of MeetingState.Fold in C#. Never changes its argument, and computes no time.
 * tests/fixtures/fold-fixtures.json, written by the C# tests, says what must come out.
 */
export function fold(state: MeetingState, logged: LoggedEvent): MeetingState {
  if (logged.revision !== state.revision + 1) throw new Error(`Revision ${logged.revision} cannot follow ${state.revision}.`);
  return { ...apply(state, logged.event, logged.at), revision: logged.revision, at: logged.at };
}

function apply(state: MeetingState, event: MeetingEvent, at: DateTimeOffset): MeetingState {
  switch (event.type) {
    case "meetingStarted":
      return started(state, event, at);
    case "meetingEnded":
      return ended(state, event.endedAt, event.reason);
    case "interrupted":
      return {
        ...state,
        interruptions: [...state.interruptions, { from: event.from, to: event.to }],
        participants: state.participants.map((participant) =>
          isIn(participant)
            ? { ...participant, connections: [], sound: undefined, lostAt: participant.lostAt ?? event.from, returnBy: event.returnBy }
            : participant,
        ),
      };

    case "participantJoined": {
      const { participant: id, role, person, seat } = event;
      if (state.participants.some((known) => known.id === id))
        return participantChanged(state, id, (known) => ({ ...known, role, person, seat, stays: [...known.stays, { from: at }] }));
      const newcomer = { id, role, person, seat, connections: [], stays: [{ from: at }], isRemoved: false, unmuteAsked: false };
      return { ...state, participants: [...state.participants, newcomer] };
    }
    case "connectionOpened":
      return participantChanged(state, event.participant, (participant) => ({
        ...participant,
        connections: [...participant.connections, event.connection],
        lostAt: undefined,
        returnBy: undefined,
      }));
    case "connectionClosed":
      return participantChanged(state, event.participant, (participant) => without(participant, event.connection));
    case "connectionLost":
      return participantChanged(state, event.participant, (participant) => {
        const rest = without(participant, event.connection);
        return rest.connections.length > 0 ? rest : { ...rest, lostAt: event.since ?? at, returnBy: event.returnBy };
      });
    case "participantLeft":
      return withoutPresence(state, event.participant, event.leftAt);
    case "participantRemoved":
      return participantChanged(withoutPresence(state, event.participant, at), event.participant, (participant) => ({
        ...participant,
        isRemoved: true,
      }));
    case "participantReadmitted":
      return participantChanged(state, event.participant, (participant) => ({ ...participant, isRemoved: false }));

    case "agendaItemOpened":
    case "agendaItemReopened":
      return {
        ...state,
        openItem: event.item,
        agenda: itsChanged(state.agenda, event.item, (item) => ({ ...item, runs: [...item.runs, { from: at }] })),
      };
    case "agendaItemClosed":
      return itemClosed(state, event.item, at);
    case "agendaItemAdded": {
      const index = event.after === undefined ? state.agenda.length : state.agenda.findIndex((item) => item.id === event.after) + 1;
      return { ...state, agenda: state.agenda.toSpliced(index, 0, notYetOpened(event.item)) };
    }

    case "handRaised":
      return { ...state, hands: [...state.hands, { participant: event.participant, raisedAt: at }] };
    case "handLowered":
      return { ...state, hands: state.hands.filter((hand) => hand.participant !== event.participant) };
    case "floorGiven":
      return {
        ...state,
        hands: state.hands.filter((hand) => hand.participant !== event.participant),
        floor: { participant: event.participant, since: at, until: event.until },
        speakingTurns: [...state.speakingTurns, { participant: event.participant, from: at, item: state.openItem }],
      };
    case "floorExtended":
      return { ...state, floor: state.floor && { ...state.floor, until: event.until } };
    case "floorTaken":
      return withoutFloor(state, at);
    case "participantMuted":
      return participantChanged(state, event.participant, (participant) => ({ ...participant, sound: undefined }));
    case "participantUnmuted":
      return participantChanged(state, event.participant, (participant) => ({
        ...participant,
        sound: event.connection,
        unmuteAsked: false,
      }));
    case "unmuteAsked":
      return participantChanged(state, event.participant, (participant) => ({ ...participant, unmuteAsked: true }));

    case "speechMeasured":
      return { ...state, spokenTimes: event.speech.reduce((times, speech) => spoken(times, speech, event.item), state.spokenTimes) };

    case "documentPresented": {
      const clear = withoutPresentation(state, at);
      const { participant, document, page } = event;
      return { ...clear, presentations: [...clear.presentations, { participant, document, page, from: at, item: state.openItem }] };
    }
    case "pageTurned":
      return { ...state, presentations: state.presentations.with(-1, { ...state.presentations.at(-1)!, page: event.page }) };
    case "presentingStopped":
      return withoutPresentation(state, at);

    case "chatPosted":
      return event.to === "all" ? { ...state, chatCount: state.chatCount + 1 } : { ...state, staffChatCount: state.staffChatCount + 1 };

    case "conclusionRecorded": {
      const { conclusion: id, text, item } = event;
      return { ...state, conclusions: [...state.conclusions, { id, text, item, edition: 1, isWithdrawn: false, recordedAt: at }] };
    }
    case "conclusionRevised":
      return {
        ...state,
        conclusions: itsChanged(state.conclusions, event.conclusion, (known) => ({
          ...known, text: event.text, item: event.item, edition: known.edition + 1,
        })),
      };
    case "conclusionWithdrawn":
      return { ...state, conclusions: itsChanged(state.conclusions, event.conclusion, (known) => ({ ...known, isWithdrawn: true })) };

    case "actionItemRecorded": {
      const { actionItem: id, text, owner, coWorkers, due, item } = event;
      const recorded: ActionItem = { id, text, owner, coWorkers, due, item, edition: 1, isWithdrawn: false, recordedAt: at };
      return { ...state, actionItems: [...state.actionItems, recorded] };
    }
    case "actionItemRevised": {
      const { actionItem: id, text, owner, coWorkers, due, item } = event;
      return {
        ...state,
        actionItems: itsChanged(state.actionItems, id, (known) => ({
          ...known, text, owner, coWorkers, due, item, edition: known.edition + 1,
        })),
      };
    }
    case "actionItemWithdrawn":
      return { ...state, actionItems: itsChanged(state.actionItems, event.actionItem, (known) => ({ ...known, isWithdrawn: true })) };

    case "turnCalled":
      return {
        ...state,
        runningTurn: event.seat,
        standUpTurns: turnChanged(state, event.seat, (turn) => ({
          ...turn,
          outcome: undefined,
          calledAt: at,
          until: event.until,
          endedAt: undefined,
        })),
      };
    case "turnEnded":
      return state.runningTurn === event.seat
        ? {
            ...state,
            runningTurn: undefined,
            standUpTurns: turnChanged(state, event.seat, (turn) => ({ ...turn, outcome: event.outcome, until: undefined, endedAt: at })),
          }
        : { ...state, standUpTurns: turnChanged(state, event.seat, (turn) => ({ ...turn, outcome: event.outcome })) };
    case "answeredBeforehand":
      return { ...state, standUpTurns: turnChanged(state, event.seat, (turn) => ({ ...turn, hasAnswered: true })) };

    case "ballotOpened": {
      const { ballot: id, question, isSecret, choices, entitled, item } = event;
      const opened = { id, question, isSecret, choices, entitled, item, votes: [], figures: [], openedAt: at };
      return { ...state, ballots: [...state.ballots, opened] };
    }
    case "ballotCast": {
      const vote = { seat: event.seat, choice: event.choice };
      return {
        ...state,
        ballots: itsChanged(state.ballots, event.ballot, (ballot) => {
          const earlier = ballot.votes.findIndex((known) => known.seat === event.seat);
          return { ...ballot, votes: earlier < 0 ? [...ballot.votes, vote] : ballot.votes.with(earlier, vote) };
        }),
      };
    }
    case "ballotClosed":
      return {
        ...state,
        ballots: itsChanged(state.ballots, event.ballot, (ballot) => ({ ...ballot, figures: event.figures, closedAt: at })),
      };

    case "withheld":
      return state;

    default: {
      // A type of a newer server: this page is about to be reloaded, the contract hashes differ.
      event satisfies never;
      return state;
    }
  }
}

function started(state: MeetingState, event: MeetingStarted, at: DateTimeOffset): MeetingState {
  return {
    ...state,
    phase: "running",
    kind: event.kind,
    title: event.title,
    options: event.options,
    seats: event.seats,
    agenda: event.agenda.map(notYetOpened),
    plannedStart: event.plannedStart,
    plannedMinutes: event.plannedMinutes,
    startedAt: at,
    standUpTurns:
      event.kind === "standUp" ? event.seats.map((seat) => ({ seat: seat.id, hasAnswered: seat.answeredBeforehand })) : [],
    participants: state.participants.map((participant) => {
      const seat = participant.person && event.seats.find((candidate) => candidate.person === participant.person);
      return { ...participant, role: seat ? seat.role : "member", seat: seat ? seat.id : undefined };
    }),
  };
}

function ended(state: MeetingState, endedAt: DateTimeOffset, reason: MeetingState["endReason"]): MeetingState {
  const empty = state.participants.filter(isIn).reduce((rest, participant) => withoutPresence(rest, participant.id, endedAt), state);
  const closed = empty.openItem === undefined ? empty : itemClosed(empty, empty.openItem, endedAt);
  return {
    ...closed,
    phase: "ended",
    endedAt,
    endReason: reason,
    runningTurn: undefined,
    standUpTurns:
      closed.runningTurn === undefined
        ? closed.standUpTurns
        : turnChanged(closed, closed.runningTurn, (turn) => ({ ...turn, outcome: "reported", endedAt, until: undefined })),
  };
}

/** What is on the stage now. */
export function presentationOf(state: MeetingState): Presentation | null {
  const last = state.presentations.at(-1);
  return last && last.to === undefined ? last : null;
}

function withoutPresentation(state: MeetingState, at: DateTimeOffset): MeetingState {
  return presentationOf(state) ? { ...state, presentations: endedLast(state.presentations, at) } : state;
}

/** Lines, sound, hand, floor and what was presented go with whoever goes. */
function withoutPresence(state: MeetingState, id: ParticipantId, leftAt: DateTimeOffset): MeetingState {
  const quiet = state.floor?.participant === id ? withoutFloor(state, leftAt) : state;
  const rest = presentationOf(quiet)?.participant === id ? withoutPresentation(quiet, leftAt) : quiet;
  return participantChanged({ ...rest, hands: rest.hands.filter((hand) => hand.participant !== id) }, id, (participant) => ({
    ...participant,
    connections: [],
    sound: undefined,
    lostAt: undefined,
    returnBy: undefined,
    unmuteAsked: false,
    stays: isIn(participant) ? endedLast(participant.stays, leftAt) : participant.stays,
  }));
}

function withoutFloor(state: MeetingState, at: DateTimeOffset): MeetingState {
  return { ...state, floor: undefined, speakingTurns: endedLast(state.speakingTurns, at) };
}

function spoken(times: SpokenTime[], { participant, milliseconds }: Speech, item: AgendaItemId | undefined): SpokenTime[] {
  const index = times.findIndex((time) => time.participant === participant && time.item === item);
  const known = times[index];
  if (!known) return [...times, { participant, milliseconds, item }];
  return times.with(index, { ...known, milliseconds: known.milliseconds + milliseconds });
}

function itemClosed(state: MeetingState, id: AgendaItemId, at: DateTimeOffset): MeetingState {
  return {
    ...state,
    openItem: state.openItem === id ? undefined : state.openItem,
    agenda: itsChanged(state.agenda, id, (item) => ({ ...item, runs: endedLast(item.runs, at) })),
  };
}

function notYetOpened({ id, title, presenter, plannedMinutes }: PlannedAgendaItem): AgendaItem {
  return { id, title, presenter, plannedMinutes, runs: [] };
}

/** In the meeting, be it on a line that was lost a moment ago. */
export function isIn(participant: Participant): boolean {
  const last = participant.stays.at(-1);
  return last !== undefined && last.to === undefined;
}

function without(participant: Participant, connection: Participant["connections"][number]): Participant {
  return {
    ...participant,
    connections: participant.connections.filter((known) => known !== connection),
    sound: participant.sound === connection ? undefined : participant.sound,
  };
}

function participantChanged(state: MeetingState, id: ParticipantId, change: (participant: Participant) => Participant): MeetingState {
  return { ...state, participants: itsChanged(state.participants, id, change) };
}

function turnChanged(state: MeetingState, seat: SeatId, change: (turn: StandUpTurn) => StandUpTurn): StandUpTurn[] {
  return state.standUpTurns.map((turn) => (turn.seat === seat ? change(turn) : turn));
}

function endedLast<T extends { to?: DateTimeOffset }>(list: T[], to: DateTimeOffset): T[] {
  return list.map((entry, index) => (index === list.length - 1 ? { ...entry, to } : entry));
}

function itsChanged<T extends { id: unknown }>(list: T[], id: T["id"], change: (entry: T) => T): T[] {
  return list.map((entry) => (entry.id === id ? change(entry) : entry));
}
