import type { Ballot, BallotId, Seat, SeatId } from "../../contract.g";

/** Why somebody has no say in a ballot, as the words are called: room.vote.without.*. */
export type Without = "noSeat" | "noVote" | "late";

/** How one person stands to one ballot. A secret vote has no choice here: the room does not know it, one's own included. */
export type Standing = { kind: "asked" } | { kind: "voted"; choice?: string } | { kind: "without"; why: Without };

export const isOpen = (ballot: Ballot): boolean => ballot.closedAt === undefined;

export function standingOf(ballot: Ballot, seat: Seat | undefined): Standing {
  if (!seat) return { kind: "without", why: "noSeat" };
  if (!ballot.entitled.includes(seat.id)) return { kind: "without", why: seat.mayVote ? "late" : "noVote" };
  const vote = ballot.votes.find((one) => one.seat === seat.id);
  return vote ? { kind: "voted", choice: vote.choice } : { kind: "asked" };
}

/** Those that want this seat's vote, the oldest first. */
export function waitingFor(ballots: Ballot[], seat: Seat | undefined): Ballot[] {
  return ballots.filter((ballot) => isOpen(ballot) && standingOf(ballot, seat).kind === "asked");
}

/** What the card over the stage is about: the oldest question without an answer, else the newest open one that was answered. */
export function cardOf(ballots: Ballot[], seat: Seat | undefined, putAway: ReadonlySet<BallotId>): Ballot | null {
  const shown = ballots.filter((ballot) => isOpen(ballot) && !putAway.has(ballot.id));
  return waitingFor(shown, seat)[0] ?? shown.findLast((ballot) => standingOf(ballot, seat).kind === "voted") ?? null;
}

/** Entitled and without a vote, in the order of the ballot. */
export function silent(ballot: Ballot): SeatId[] {
  const voted = new Set(ballot.votes.map((vote) => vote.seat));
  return ballot.entitled.filter((seat) => !voted.has(seat));
}

export const haveAllVoted = (ballot: Ballot): boolean => silent(ballot).length === 0;

/** What came of one choice; `key` null is those who did not vote. */
export interface ResultLine {
  key: string | null;
  /** Absent for a standard choice and for those who did not vote: the language files have the words. */
  text?: string;
  count: number;
  /** Empty in a secret ballot. */
  voters: SeatId[];
}

/** In the ballot's order, then those who did not vote, if any. Of a closed ballot. */
export function resultOf(ballot: Ballot): ResultLine[] {
  const lines: ResultLine[] = ballot.choices.map(({ key, text }) => ({
    key,
    text,
    count: ballot.figures.find((figure) => figure.key === key)?.count ?? 0,
    voters: ballot.votes.filter((vote) => vote.choice === key).map((vote) => vote.seat),
  }));
  const rest = silent(ballot);
  return rest.length === 0 ? lines : [...lines, { key: null, count: rest.length, voters: ballot.isSecret ? [] : rest }];
}

/** What fits into one line: all of a few choices, of many the three with most votes, the first of equals first. */
export function leading(lines: ResultLine[]): { lines: ResultLine[]; isAll: boolean } {
  return lines.length <= 4 ? { lines, isAll: true } : { lines: [...lines].sort((one, other) => other.count - one.count).slice(0, 3), isAll: false };
}

/** Of all who were entitled, with one decimal at most: as the minutes print it. */
export function share(count: number, entitled: number, language: string): string {
  return new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 }).format(entitled === 0 ? 0 : count / entitled);
}
