import { describe, expect, it } from "vitest";
import type { Flow } from "./flow";
import { type Expected, Vigil } from "./vigil";

const nothing: Expected = { pictures: [], voices: [], sending: [], missed: [] };

/** Looks every two seconds while everything grows but what is named in `dead`. */
function run(expected: Expected, dead: string[], seconds: number, vigil = new Vigil(), from = 0) {
  const grown = (mids: readonly string[], now: number) => new Map(mids.map((mid) => [mid, dead.includes(mid) ? 7 : now * 10]));
  const said: string[] = [];
  let last = { frozen: [] as string[], isUnheard: false };
  for (let now = from; now <= from + seconds; now += 2) {
    const flow: Flow = {
      decoded: grown(expected.pictures, now),
      received: grown(expected.voices, now),
      sent: grown(expected.sending, now),
      reportedAt: dead.includes("reports") ? 7 : now * 1_000,
    };
    const { remedy, lines, ...rest } = vigil.look(flow, expected, now);
    if (remedy) said.push(`${now} ${remedy} ${lines.join()}`);
    last = rest;
  }
  return { said, ...last };
}

describe("sound and pictures", () => {
  it("that flow both ways need nothing", () => {
    const all = { pictures: ["4", "6"], voices: ["3"], sending: ["0", "1"], missed: [] };
    expect(run(all, [], 60)).toEqual({ said: [], frozen: [], isUnheard: false });
  });

  it("of one dead slot are asked for again first, and the slot is known to be frozen", () => {
    const result = run({ ...nothing, pictures: ["4", "6"] }, ["6"], 8);
    expect(result.said).toEqual(["4 resubscribe 6", "8 restart 6"]);
    expect(result.frozen).toEqual(["6"]);
    expect(result.isUnheard).toBe(false);
  });

  it("that all died at once are mended by one restart, and rebuilt only after it had its time", () => {
    const { said } = run({ ...nothing, pictures: ["4", "6"], voices: ["3"] }, ["3", "4", "6"], 20);
    expect(said.filter((one) => one.includes("re"))).toEqual(["4 resubscribe 4,6", "6 resubscribe 3", "8 restart 4,6", "12 rebuild 4,6", "16 rebuild 4,6", "20 rebuild 4,6"]);
  });

  it("of somebody who is silent are not missed", () => expect(run(nothing, ["3"], 30).said).toEqual([]));

  it("of an own device that gives nothing lead to the device", () => {
    const result = run({ ...nothing, sending: ["0", "1"] }, ["1"], 6);
    expect(result.said).toEqual(["6 reacquire 1"]);
    expect(result.isUnheard).toBe(true);
  });

  it("that go and are never reported on lead to another path", () => {
    const result = run({ ...nothing, sending: ["0"] }, ["reports"], 14);
    expect(result.said).toEqual(["8 restart reports", "14 rebuild reports"]);
    expect(result.isUnheard).toBe(true);
  });

  it("that the server misses lead to another path although it reports on others", () => {
    expect(run({ ...nothing, sending: ["0", "1"], missed: ["1"] }, [], 6).said).toEqual(["6 restart 1"]);
  });

  it("are not judged by a time in which nobody looked", () => {
    const vigil = new Vigil();
    const expected = { ...nothing, pictures: ["4"] };
    run(expected, ["4"], 2, vigil);
    expect(run(expected, ["4"], 2, vigil, 100).said).toEqual([]);
  });
});
