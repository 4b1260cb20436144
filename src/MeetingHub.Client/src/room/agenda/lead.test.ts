import { describe, expect, it } from "vitest";
import type { AgendaItem, MeetingState, StandUpTurn } from "../../contract.g";
import { lullOf, stepOf } from "./lead";

const item = (id: string, wasOpen: boolean) => ({ id, title: id, runs: wasOpen ? [{ from: "2026-11-22T08:00:00Z" }] : [] }) as unknown as AgendaItem;
const turn = (seat: string, outcome?: StandUpTurn["outcome"]) => ({ seat, outcome, hasAnswered: false }) as unknown as StandUpTurn;
const here = (seat: string) => ({ id: seat, seat, connections: ["one"] });
const meeting = (state: Record<string, unknown>) => ({ phase: "running", kind: "briefing", agenda: [], standUpTurns: [], participants: [], ...state }) as unknown as MeetingState;

describe("the step that brings a meeting forward", () => {
  it("is its start before anything else", () => {
    const state = meeting({ phase: "waiting", agenda: [] });
    expect([stepOf(state), lullOf(state)]).toEqual(["start", "notStarted"]);
  });

  it("is the first item when none was open", () => {
    const state = meeting({ agenda: [item("a", false), item("b", false)] });
    expect([stepOf(state), lullOf(state)]).toEqual(["firstItem", "noneOpen"]);
  });

  it("is the next item between two", () => {
    const state = meeting({ agenda: [item("a", true), item("b", false)] });
    expect([stepOf(state), lullOf(state)]).toEqual(["nextItem", "between"]);
  });

  it("closes the last item, and then there is none", () => {
    const agenda = [item("a", true), item("b", true)];
    expect(stepOf(meeting({ agenda, openItem: agenda[1]!.id }))).toBe("closeLast");
    expect([stepOf(meeting({ agenda })), lullOf(meeting({ agenda }))]).toEqual([null, "allDone"]);
  });

  it("is nothing in a meeting without an agenda", () => expect([stepOf(meeting({})), lullOf(meeting({}))]).toEqual([null, "noneShort"]));

  it("calls one person after the other", () => {
    const before = meeting({ kind: "standUp", standUpTurns: [turn("a"), turn("b")] });
    const between = meeting({ kind: "standUp", standUpTurns: [turn("a", "reported"), turn("b", "skipped")], participants: [here("b")] });
    const after = meeting({ kind: "standUp", standUpTurns: [turn("a", "reported"), turn("b", "reportedBeforehand")] });
    expect([before, between, after].map((state) => [stepOf(state), lullOf(state)])).toEqual([
      ["firstTurn", "noTurnYet"],
      ["nextTurn", "betweenTurns"],
      [null, "turnsOver"],
    ]);
  });

  it("ends the last turn, and calls nobody who is away", () => {
    const last = meeting({ kind: "standUp", standUpTurns: [turn("a"), turn("b", "skipped")], runningTurn: "a", participants: [here("a")] });
    const after = meeting({ kind: "standUp", standUpTurns: [turn("a", "reported"), turn("b", "skipped")], participants: [here("a")] });
    expect(stepOf(last)).toBe("lastTurnOver");
    expect([stepOf(after), lullOf(after)]).toEqual([null, "turnsOverHere"]);
  });

  it("is nothing once the meeting has ended", () => expect(stepOf(meeting({ phase: "ended", agenda: [item("a", false)] }))).toBeNull());
});
