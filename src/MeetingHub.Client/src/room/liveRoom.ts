import { computed, type InjectionKey, inject, reactive, ref, shallowReactive, shallowRef } from "vue";
import { contractHash, type CallReport, type ChatMessage, type ConnectionId, type ConnectionSources, type EventBatch, type LoggedEvent, type MeetingId, type MeetingState, type Momentary, type OfferAnswer, type Offer, type Participant, type ParticipantId, type PersonCard, type PersonId, type RelayAnswer, type RoomCommand, type SourceKind, type SourcesRequest, type WantedPicture, type Welcome } from "../contract.g";
import { ServerClock } from "./clock";
import { fold } from "./fold";
import { type LineState, RoomLine } from "./line/roomLine";
import { byGivenName } from "./names";

/** Why this page is no longer in the meeting and does not come back by itself. */
export type Ending = { kind: "left" } | { kind: "removed" } | { kind: "signedOut" } | { kind: "tooManyWindows" } | { kind: "refused"; code: string };

export interface RoomListeners {
  /** After each entering: media begins, or goes on, on the new line. */
  entered?(welcome: Welcome): void;
  happened?(event: LoggedEvent): void;
  momentary?(message: Momentary): void;
}

/** How many speakers are remembered, for the strip. */
const rememberedSpeakers = 24;
/** Milliseconds after which somebody who speaks is no cough. */
const speakingFor = 1_500;
/** Of 127; below it a microphone only hears its room. */
const talkingLevel = 75;

/** The meeting as this page knows it: the folded log, and beside it what holds only for the moment. */
export function createLiveRoom(meeting: MeetingId, listeners: RoomListeners) {
  const clock = new ServerClock();
  const state = shallowRef<MeetingState | null>(null);
  const line = ref<LineState>({ kind: "connecting" });
  const ending = ref<Ending | null>(null);
  const welcome = shallowRef<Welcome | null>(null);
  /** The server speaks a newer contract: the page should be loaded again when nothing is lost by it. */
  const isStale = ref(false);
  const isServerStopping = ref(false);
  const people = shallowReactive(new Map<PersonId, PersonCard>());
  const chat = shallowRef<ChatMessage[]>([]);
  const olderChat = ref<number | null>(null);
  const sources = shallowReactive(new Map<ConnectionId, ConnectionSources>());
  const stalled = reactive(new Set<string>());
  const levels = shallowRef(new Map<ParticipantId, number>());
  const speakers = shallowRef<ParticipantId[]>([]);
  const speaking = ref<ParticipantId | null>(null);

  const roomLine = new RoomLine(meeting, {
    revision: () => state.value?.revision ?? null,
    welcome: (said, asked, answered) => {
      clock.forget();
      clock.heard(Date.parse(said.serverTime), asked, answered);
      isStale.value = said.contractHash !== contractHash;
      isServerStopping.value = false;
      for (const card of said.people) people.set(card.id, card);
      if (said.state) state.value = said.state;
      sources.clear();
      for (const source of said.sources) sources.set(source.connection, source);
      stalled.clear();
      speaking.value = null;
      levels.value = new Map();
      takeChat(said);
      welcome.value = said;
      if (said.missed) take(said.missed);
      listeners.entered?.(said);
    },
    events: take,
    momentary: (message) => {
      hear(message);
      listeners.momentary?.(message);
    },
    state: (now) => (line.value = now),
    refused: (code) => (ending.value = { kind: "refused", code }),
  });

  function take(batch: EventBatch): boolean {
    let now = state.value;
    if (!now) return false;
    for (const logged of batch.events) {
      if (logged.revision <= now.revision) continue;
      if (logged.revision !== now.revision + 1) return false;
      now = fold(now, logged);
      state.value = now;
      if (logged.event.type === "chatPosted") addChat(logged, batch.texts);
      listeners.happened?.(logged);
    }
    return true;
  }

  function addChat(logged: LoggedEvent, texts: Record<string, string>): void {
    if (logged.event.type !== "chatPosted" || logged.by === undefined) return;
    const { message: id, to } = logged.event;
    if (chat.value.some((one) => one.id === id)) return;
    const text = texts[id];
    chat.value = [...chat.value, { id, revision: logged.revision, at: logged.at, by: logged.by, to, ...(text === undefined ? {} : { text }) }];
  }

  /** The newest page of what was written; older pages that were read already stay. */
  function takeChat(said: Welcome): void {
    const first = said.chat.messages[0]?.revision ?? Number.POSITIVE_INFINITY;
    const older = said.missed ? chat.value.filter((message) => message.revision < first) : [];
    if (older.length === 0) olderChat.value = said.chat.before ?? null;
    chat.value = [...older, ...said.chat.messages];
  }

  function hear(message: Momentary): void {
    switch (message.type) {
      case "peopleAdded":
        for (const card of message.people) people.set(card.id, card);
        break;
      case "sourcesNow":
        sources.set(message.sources.connection, message.sources);
        break;
      case "connectionGone":
        sources.delete(message.connection);
        break;
      case "pictureStalled":
        if (message.stalled) stalled.add(`${message.participant} ${message.kind}`);
        else stalled.delete(`${message.participant} ${message.kind}`);
        break;
      case "voiceLevels":
        levels.value = new Map(message.levels.map((one) => [one.participant, one.level]));
        break;
      case "speakerNow":
        speaking.value = message.participant ?? null;
        if (message.participant) setTimeout(() => noteSpeaker(message.participant!), speakingFor);
        break;
      case "sentAway":
        end({ kind: message.reason });
        break;
      case "serverStopping":
        isServerStopping.value = true;
        break;
      case "slotsShown":
      case "mediaLost":
      case "minutesTextSaved":
        break; // for listeners
    }
  }

  /** The outline follows every voice at once; the large picture only who goes on speaking. */
  function noteSpeaker(participant: ParticipantId): void {
    if (speaking.value !== participant || speakers.value[0] === participant) return;
    speakers.value = [participant, ...speakers.value.filter((id) => id !== participant)].slice(0, rememberedSpeakers);
  }

  function end(why: Ending): void {
    ending.value = why;
    void roomLine.close(why.kind === "left");
  }

  const present = computed(() => state.value?.participants.filter(isIn) ?? []);
  const myId = computed(() => welcome.value?.participant ?? null);
  const me = computed(() => state.value?.participants.find((participant) => participant.id === myId.value) ?? null);
  const role = computed(() => me.value?.role ?? welcome.value?.role ?? "member");
  const seatOf = (participant: Participant) => state.value?.seats.find((seat) => seat.id === participant.seat);
  const card = (participant: ParticipantId): PersonCard | undefined => {
    const person = state.value?.participants.find((one) => one.id === participant)?.person;
    return person && people.get(person);
  };
  const nameOf = (participant: ParticipantId): string => card(participant)?.name ?? "…";

  return {
    meeting,
    clock,
    state,
    line,
    ending,
    welcome,
    isStale,
    isServerStopping,
    people,
    chat,
    olderChat,
    speakers,
    speaking,
    /** In the meeting, be it on a line that was lost a moment ago; in the order of coming in. */
    present,
    presentByName: computed(() => [...present.value].sort((one, other) => byGivenName(nameOf(one.id), nameOf(other.id)))),
    me,
    myId,
    role,
    isChair: computed(() => role.value === "chair"),
    /** Chair or secretary. */
    isStaff: computed(() => role.value !== "member"),
    chairIsHere: computed(() => present.value.some((participant) => participant.role === "chair")),
    seatOf,
    card,
    nameOf,
    isTalking: (participant: ParticipantId) => (levels.value.get(participant) ?? 0) >= talkingLevel,
    /** Whether one of this participant's windows has the device on. */
    has: (participant: ParticipantId, kind: "camera" | "screen") => [...sources.values()].some((source) => source.participant === participant && source[kind]),
    /** Milliseconds, server time; of several windows' screens the latest. */
    screenSince: (participant: ParticipantId) => Math.max(0, ...[...sources.values()].flatMap((source) => (source.participant === participant && source.screenSince ? [Date.parse(source.screenSince)] : []))),
    isMuted: (participant: Participant) => participant.sound === undefined,
    isStalled: (participant: ParticipantId, kind: SourceKind) => stalled.has(`${participant} ${kind}`),
    open: () => roomLine.open(),
    leave: () => end({ kind: "left" }),
    tryNow: () => roomLine.tryNow(),
    hasPending: () => roomLine.hasPending,
    execute: (command: RoomCommand) => roomLine.execute(command),
    negotiate: (offer: Offer): Promise<OfferAnswer> => roomLine.negotiate(offer),
    resumeMedia: () => roomLine.resumeMedia(),
    renewRelay: (): Promise<RelayAnswer> => roomLine.renewRelay(),
    setView: (pictures: WantedPicture[]) => roomLine.setView(pictures),
    setSources: (on: SourcesRequest) => roomLine.setSources(on),
    reportCall: (report: CallReport) => roomLine.reportCall(report),
    /** An older page of the chat, put before what is there. */
    addOlderChat: (messages: ChatMessage[], before: number | undefined) => {
      const known = new Set(chat.value.map((one) => one.id));
      chat.value = [...messages.filter((one) => !known.has(one.id)), ...chat.value];
      olderChat.value = before ?? null;
    },
  };
}

export function isIn(participant: Participant): boolean {
  const last = participant.stays.at(-1);
  return last !== undefined && last.to === undefined;
}

export type LiveRoom = ReturnType<typeof createLiveRoom>;

export const roomKey: InjectionKey<LiveRoom> = Symbol("room");

export function useRoom(): LiveRoom {
  const room = inject(roomKey);
  if (!room) throw new Error("Only inside a room.");
  return room;
}
