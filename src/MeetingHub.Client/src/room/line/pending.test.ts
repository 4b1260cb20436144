import { describe, expect, it } from "vitest";
import type { CommandId } from "../../contract.g";
import { newId } from "../newId";
import { waitBefore } from "./backoff";
import { PendingCommands } from "./pending";

const id = (name: string) => name as CommandId;

describe("commands without an answer", () => {
  it("stay in their order until each is answered", async () => {
    const pending = new PendingCommands();
    const first = pending.add(id("a"), { type: "raiseHand" });
    void pending.add(id("b"), { type: "lowerHand" });
    pending.done(id("a"), 7);
    expect(await first).toBe(7);
    expect(pending.all.map((one) => one.id)).toEqual(["b"]);
  });

  it("take the first answer and ignore that of the repeat", async () => {
    const pending = new PendingCommands();
    const answer = pending.add(id("a"), { type: "raiseHand" });
    pending.done(id("a"), 7);
    pending.refused(id("a"), new Error("late"));
    expect(await answer).toBe(7);
  });
});

describe("mending the line", () => {
  it("begins at once and never gives up", () => {
    expect(waitBefore(0)).toBe(0);
    for (const tries of [1, 5, 50, 5_000]) {
      expect(waitBefore(tries)).toBeGreaterThan(0);
      expect(waitBefore(tries)).toBeLessThanOrEqual(2_500);
    }
  });
});

describe("an id", () => {
  it("is a version 4 UUID", () => {
    const made = Array.from({ length: 50 }, () => newId());
    for (const one of made) expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(made).size).toBe(50);
  });
});
