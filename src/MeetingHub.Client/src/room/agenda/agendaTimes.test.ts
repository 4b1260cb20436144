import { describe, expect, it } from "vitest";
import type { AgendaItem, AgendaItemId, MeetingState } from "../../contract.g";
import { expectedEnd, nextItem, plannedEnd, usedTime } from "./agendaTimes";

const id = (name: string) => name as AgendaItemId;
const at = (minutes: number) => new Date(minutes * 60_000).toISOString();
const item = (name: string, runs: [number, number?][] = [], plannedMinutes: number | undefined = 10): AgendaItem => ({
  id: id(name),
  title: name,
  runs: runs.map(([from, to]) => ({ from: at(from), ...(to === undefined ? {} : { to: at(to) }) })),
  ...(plannedMinutes === undefined ? {} : { plannedMinutes }),
});
const state = (agenda: AgendaItem[], openItem?: string) => ({ agenda, ...(openItem ? { openItem: id(openItem) } : {}), plannedStart: at(0), plannedMinutes: 30 }) as MeetingState;

describe("time of an agenda item", () => {
  it("is that of all its runs, the open one up to now", () => {
    expect(usedTime(item("a", [[0, 4], [10]]), 12 * 60_000)).toBe(6 * 60_000);
  });

  it("is never negative when this page's clock is behind", () => {
    expect(usedTime(item("a", [[10]]), 9 * 60_000)).toBe(0);
  });
});

describe("the next item", () => {
  it("is the first that was never opened after the open one", () => {
    expect(nextItem(state([item("a"), item("b", [[0]]), item("c")], "b"))?.title).toBe("c");
  });

  it("goes back to one that was passed over", () => {
    expect(nextItem(state([item("a"), item("b", [[0]])], "b"))?.title).toBe("a");
    expect(nextItem(state([item("a", [[0, 1]]), item("b", [[1]])], "b"))).toBeUndefined();
  });
});

describe("the expected end", () => {
  it("adds what is left of the open item and what has not begun", () => {
    const running = state([item("a", [[0, 12]]), item("b", [[12]]), item("c")], "b");
    expect(expectedEnd(running, 16 * 60_000)).toBe((16 + 6 + 10) * 60_000);
    expect(plannedEnd(running)).toBe(30 * 60_000);
  });

  it("counts an item that takes too long as done now", () => {
    expect(expectedEnd(state([item("a", [[0]])], "a"), 25 * 60_000)).toBe(25 * 60_000);
  });

  it("is not guessed without any plan", () => {
    expect(expectedEnd({ ...state([]), agenda: [{ id: id("a"), title: "a", runs: [] }] } as MeetingState, 0)).toBeNull();
  });
});
