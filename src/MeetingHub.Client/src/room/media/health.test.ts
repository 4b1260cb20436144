import { describe, expect, it } from "vitest";
import { SlotHealth } from "./health";

const frames = (count: number) => new Map([["4", count]]);

describe("a slot's health", () => {
  it("is good while frames come", () => {
    const health = new SlotHealth();
    for (let second = 0; second < 60; second += 2) expect(health.look(frames(second), ["4"], second)).toEqual([]);
  });

  it("is dead when a mapped slot decodes nothing, also one that never got a packet", () => {
    const health = new SlotHealth();
    expect(health.look(new Map(), ["4"], 0)).toEqual([]);
    expect(health.look(new Map(), ["4"], 4)).toEqual([]);
    expect(health.look(new Map(), ["4"], 6)).toEqual(["4"]);
  });

  it("is said once a spell, not every time it is looked at", () => {
    const health = new SlotHealth();
    const said = Array.from({ length: 10 }, (_, n) => health.look(frames(5), ["4"], n * 2)).flat();
    expect(said).toEqual(["4", "4", "4"]);
  });

  it("does not count the time in which nothing was mapped", () => {
    const health = new SlotHealth();
    health.look(frames(5), ["4"], 0);
    health.look(frames(5), [], 4);
    expect(health.look(frames(5), ["4"], 20)).toEqual([]);
  });
});
