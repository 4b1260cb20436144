import { describe, expect, it } from "vitest";
import { passed } from "./timerNews";

const minute = 60_000;

describe("what a timer says", () => {
  it("is half, the last minute, the end, each once", () => {
    const whole = 10 * minute;
    const said = Array.from({ length: 700 }, (_, second) => passed(whole - second * 1_000, whole - (second + 1) * 1_000, whole)).filter(Boolean);
    expect(said).toEqual(["half", "minute", "over"]);
  });

  it("leaves half out of a short time and the minute out of one that is no longer", () => {
    expect(passed(61_000, 59_000, 2 * minute)).toBe("minute");
    expect(passed(31_000, 29_000, minute)).toBeNull();
  });

  it("begins again when a minute is added", () => {
    expect(passed(-5_000, 55_000, 6 * minute)).toBeNull();
    expect(passed(100, -100, 6 * minute)).toBe("over");
  });

  it("says the last when a sleeping page passed several", () => expect(passed(9 * minute, -minute, 10 * minute)).toBe("over"));
});
