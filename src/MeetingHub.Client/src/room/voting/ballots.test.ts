import { describe, expect, it } from "vitest";
import type { Ballot, BallotId, PersonId, Seat, SeatId } from "../../contract.g";
import { cardOf, haveAllVoted, leading, resultOf, share, silent, standingOf, waitingFor } from "./ballots";

const seat = (name: string, mayVote = true): Seat => ({ id: name as SeatId, person: `${name} person` as PersonId, role: "member", mayVote, answeredBeforehand: false });
const [an, binh, chi] = [seat("an"), seat("binh"), seat("chi")];
const standard = [{ key: "agree" }, { key: "disagree" }, { key: "abstain" }];

function ballot(id: string, over: Partial<Ballot> = {}): Ballot {
  return { id: id as BallotId, question: id, isSecret: false, choices: standard, entitled: [an.id, binh.id], votes: [], figures: [], openedAt: "2026-11-22T02:00:00Z", ...over };
}

const closedAt = "2026-11-22T02:05:00Z";
const none = new Set<BallotId>();

describe("how somebody stands to a ballot", () => {
  it("is asked until a vote of the seat is there", () => {
    const open = ballot("one");
    expect(standingOf(open, an)).toEqual({ kind: "asked" });
    expect(standingOf({ ...open, votes: [{ seat: an.id, choice: "agree" }] }, an)).toEqual({ kind: "voted", choice: "agree" });
    expect(standingOf({ ...open, votes: [{ seat: an.id, choice: "agree" }] }, binh)).toEqual({ kind: "asked" });
  });

  it("knows no choice of a secret vote, one's own included", () => {
    expect(standingOf(ballot("one", { isSecret: true, votes: [{ seat: an.id }] }), an)).toEqual({ kind: "voted", choice: undefined });
  });

  it("says why there is no vote", () => {
    expect(standingOf(ballot("one"), undefined)).toEqual({ kind: "without", why: "noSeat" });
    expect(standingOf(ballot("one"), seat("guest", false))).toEqual({ kind: "without", why: "noVote" });
    expect(standingOf(ballot("one"), chi)).toEqual({ kind: "without", why: "late" });
  });
});

describe("what waits for a vote", () => {
  const voted = { votes: [{ seat: an.id, choice: "agree" }] };

  it("is what is open, entitled and without an answer, the oldest first", () => {
    const ballots = [ballot("closed", { closedAt }), ballot("first"), ballot("done", voted), ballot("second"), ballot("other", { entitled: [binh.id] })];
    expect(waitingFor(ballots, an).map((one) => one.id)).toEqual(["first", "second"]);
    expect(waitingFor(ballots, undefined)).toEqual([]);
  });

  it("is on the card one after the other, then the newest that was answered", () => {
    expect(cardOf([ballot("done", voted), ballot("first"), ballot("second")], an, none)?.id).toBe("first");
    expect(cardOf([ballot("done", voted), ballot("later", voted)], an, none)?.id).toBe("later");
    expect(cardOf([ballot("done", { ...voted, closedAt })], an, none)).toBeNull();
  });

  it("leaves the card, not the count, when it is put away", () => {
    const ballots = [ballot("first"), ballot("second")];
    expect(cardOf(ballots, an, new Set(["first" as BallotId]))?.id).toBe("second");
    expect(cardOf(ballots, an, new Set(["first", "second"] as BallotId[]))).toBeNull();
    expect(waitingFor(ballots, an)).toHaveLength(2);
  });

  it("has no card for those without a vote", () => {
    expect(cardOf([ballot("one")], chi, none)).toBeNull();
  });
});

describe("a result", () => {
  const votes = [
    { seat: binh.id, choice: "agree" },
    { seat: an.id, choice: "agree" },
  ];
  const figures = [
    { key: "agree", count: 2 },
    { key: "disagree", count: 0 },
    { key: "abstain", count: 0 },
  ];

  it("has each choice in the ballot's order with its voters, and who did not vote", () => {
    const lines = resultOf(ballot("one", { entitled: [an.id, binh.id, chi.id], votes, figures, closedAt }));
    expect(lines.map((line) => [line.key, line.count, line.voters])).toEqual([
      ["agree", 2, [binh.id, an.id]],
      ["disagree", 0, []],
      ["abstain", 0, []],
      [null, 1, [chi.id]],
    ]);
  });

  it("has no line for those who did not vote when there are none", () => {
    expect(resultOf(ballot("one", { votes, figures, closedAt })).map((line) => line.key)).toEqual(["agree", "disagree", "abstain"]);
  });

  it("names nobody after a secret ballot", () => {
    const lines = resultOf(ballot("one", { isSecret: true, entitled: [an.id, binh.id, chi.id], votes: [{ seat: an.id }, { seat: binh.id }], figures, closedAt }));
    expect(lines.flatMap((line) => line.voters)).toEqual([]);
    expect(lines.map((line) => line.count)).toEqual([2, 0, 0, 1]);
  });

  it("is told in one line by all of four choices, and by the first three of more", () => {
    const lines = [1, 0, 3, 3, 2].map((count, at) => ({ key: String(at), count, voters: [] }));
    expect(leading(lines.slice(0, 4))).toEqual({ lines: lines.slice(0, 4), isAll: true });
    expect(leading(lines)).toEqual({ lines: [lines[2], lines[3], lines[4]], isAll: false });
  });

  it("waits for the seats that have not voted", () => {
    expect(silent(ballot("one", { votes: [votes[0]!] }))).toEqual([an.id]);
    expect(haveAllVoted(ballot("one", { votes }))).toBe(true);
  });
});

describe("a share", () => {
  it("is of all who were entitled, rounded half up to one decimal, as on the paper", () => {
    expect(share(19, 21, "vi")).toBe("90,5%");
    expect(share(2, 2, "vi")).toBe("100%");
    expect(share(0, 3, "en")).toBe("0%");
    for (let count = 0; count <= 80; count++) expect(share(count, 80, "en")).toBe(`${Math.floor((count * 2000 + 80) / 160) / 10}%`);
  });
});
