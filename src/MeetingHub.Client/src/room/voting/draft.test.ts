import { describe, expect, it } from "vitest";
import type { AgendaItemId, BallotId } from "../../contract.g";
import { commandOf, type Draft, emptyDraft, faultsOf, keepDraft, readDraft } from "./draft";

const draft = (over: Partial<Draft>): Draft => ({ ...emptyDraft(), ...over });
const own = (...options: string[]) => draft({ hasOwnOptions: true, options });
const [id, item] = ["ballot" as BallotId, "item" as AgendaItemId];

describe("a ballot while it is written", () => {
  it("needs a question, and choices of one's own only where they are wanted", () => {
    expect(faultsOf("  ", draft({}))).toEqual({ question: "empty" });
    expect(faultsOf("x".repeat(501), draft({}))).toEqual({ question: "tooLong" });
    expect(faultsOf("Thông qua", draft({ options: [] }))).toEqual({});
  });

  it("needs two different choices at least and twenty at most", () => {
    expect(faultsOf("?", own("A", " "))).toEqual({ options: "tooFew" });
    expect(faultsOf("?", own("A", " A "))).toEqual({ options: "twice" });
    expect(faultsOf("?", own("é", "e\u0301"))).toEqual({ options: "twice" });
    expect(faultsOf("?", own("A", "x".repeat(201)))).toEqual({ options: "tooLong" });
    expect(faultsOf("?", own(...Array.from({ length: 21 }, (_, n) => String(n))))).toEqual({ options: "tooMany" });
    expect(faultsOf("?", own(...Array.from({ length: 20 }, (_, n) => String(n)), ""))).toEqual({});
  });

  it("becomes a command without what is empty or not wanted", () => {
    expect(commandOf(id, " Chọn ngày ", own(" A ", "", "B"), item)).toEqual({ type: "openBallot", ballot: id, question: "Chọn ngày", isSecret: false, options: ["A", "B"], item });
    expect(commandOf(id, "Thông qua", draft({ isSecret: true }), "")).toEqual({ type: "openBallot", ballot: id, question: "Thông qua", isSecret: true });
  });

  it("is kept as written, and nothing is kept of an empty one", () => {
    const written = draft({ question: "Thông qua", isSecret: true, item });
    expect(readDraft(keepDraft(written))).toEqual(written);
    expect(keepDraft(emptyDraft())).toBe("");
    expect(readDraft("")).toEqual(emptyDraft());
    expect(readDraft('{"options":7}')).toEqual(emptyDraft());
  });
});
