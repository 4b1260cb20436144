import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { LoggedEvent, MeetingState } from "../contract.g";
import { canonicalJson, stateHash } from "./canonical";
import { fold } from "./fold";

interface FoldFixture {
  name: string;
  start: MeetingState;
  events: LoggedEvent[];
  state: string;
  hash: string;
}

const fixtures = JSON.parse(
  readFileSync(new URL("../../../../tests/fixtures/fold-fixtures.json", import.meta.url), "utf8"),
) as FoldFixture[];

describe("the browser's fold comes to the server's state", () => {
  it.each(fixtures)("$name", async ({ start, events, state, hash }) => {
    const before = JSON.stringify(start);

    const folded = events.reduce(fold, start);

    expect(canonicalJson(folded)).toBe(state);
    expect(await stateHash(folded)).toBe(hash);
    expect(JSON.stringify(start), "the fold changed its argument").toBe(before);
  });

  it("refuses a revision that does not follow", () => {
    const { start, events } = fixtures[0]!;

    expect(() => fold(start, events[1]!)).toThrow("cannot follow");
  });

  it("passes over a type of event that it does not know", () => {
    const { start, events } = fixtures[0]!;
    const unknown = { ...events[0]!, event: { type: "fromTheFuture" } } as unknown as LoggedEvent;

    expect(canonicalJson({ ...fold(start, unknown), at: undefined, revision: 0 })).toBe(canonicalJson(start));
  });
});
