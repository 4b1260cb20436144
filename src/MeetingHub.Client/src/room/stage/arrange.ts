import type { ParticipantId } from "../../contract.g";

export type View = "auto" | "grid" | "speaker";

export interface Person {
  id: ParticipantId;
  isMe: boolean;
  hasScreen: boolean;
  /** Milliseconds, server time. */
  screenSince?: number;
}

export interface Arrangement {
  /** A presented paper takes the stage. */
  paper: boolean;
  /** Whose screen takes the stage. */
  screen: ParticipantId | null;
  /** Whose screen the paper covers. */
  covered: ParticipantId | null;
  /** Who is large; null when all are equal or a screen is. */
  large: ParticipantId | null;
  /** Those with a tile beside, in their order. */
  tiles: ParticipantId[];
  /** How many have none. */
  rest: number;
}

const bare = { paper: false, screen: null, covered: null, large: null };

/** Up to this many, everybody is shown equally large. */
const fewEnough = 4;

/**
 * Who is shown where.
 * @param people In the order of coming in.
 * @param speakers Who spoke, the last first; those who have left are ignored.
 * @param room How many tiles fit beside the large picture, or in all when tiles are equal.
 * @param paperSince When a paper was put on the stage, milliseconds of server time; of it and a screen the later one is shown.
 */
export function arrange(
  people: readonly Person[],
  speakers: readonly ParticipantId[],
  pinned: ParticipantId | null,
  view: View,
  room: { strip: number; grid: number },
  paperSince: number | null = null,
): Arrangement {
  const here = new Set(people.map((person) => person.id));
  const screen = people.find((person) => person.hasScreen && !person.isMe) ?? people.find((person) => person.hasScreen);
  const heard = speakers.filter((id) => here.has(id));
  const isPaper = paperSince !== null && (screen?.screenSince ?? 0) <= paperSince;
  if (isPaper) return { paper: true, screen: null, covered: screen?.id ?? null, large: null, ...row(people, heard, room.strip) };
  if (screen) return { ...bare, screen: screen.id, ...row(people, heard, room.strip) };

  const equal = view === "grid" || (view === "auto" && people.length <= fewEnough);
  if (pinned === null || !here.has(pinned)) {
    if (equal) return { ...bare, ...row(people, heard, room.grid) };
    pinned = null;
  }
  const me = people.find((person) => person.isMe)?.id;
  // Nobody looks at himself in large unless he is alone.
  const large = pinned ?? heard.find((id) => id !== me) ?? people.find((person) => !person.isMe)?.id ?? me ?? null;
  return {
    ...bare,
    large,
    ...row(
      people.filter((person) => person.id !== large),
      heard,
      room.strip,
    ),
  };
}

/** In the order of coming in, so that nobody jumps; but who has spoken lately is among those shown. */
function row(people: readonly Person[], heard: readonly ParticipantId[], room: number): { tiles: ParticipantId[]; rest: number } {
  if (people.length <= room) return { tiles: people.map((person) => person.id), rest: 0 };
  const seats = Math.max(1, room - 1); // the last place says how many more there are
  const chosen = new Set<ParticipantId>();
  const me = people.find((person) => person.isMe);
  if (me) chosen.add(me.id);
  for (const id of heard) if (chosen.size < seats && people.some((person) => person.id === id)) chosen.add(id);
  for (const person of people) if (chosen.size < seats) chosen.add(person.id);
  return { tiles: people.filter((person) => chosen.has(person.id)).map((person) => person.id), rest: people.length - chosen.size };
}
