import { describe, expect, it } from "vitest";
import { minutesAndSeconds, ServerClock } from "./clock";

describe("the server's clock", () => {
  it("is taken to have spoken halfway through the round trip", () => {
    let local = 1_000;
    const clock = new ServerClock(() => local);
    clock.heard(61_000, 1_000, 1_200);
    local = 1_200;
    expect(clock.now()).toBe(61_100);
  });

  it("trusts the quickest answer", () => {
    const clock = new ServerClock(() => 0);
    clock.heard(500, 0, 20);
    clock.heard(9_000, 0, 4_000);
    expect(clock.now()).toBe(490);
    clock.forget();
    clock.heard(9_000, 0, 4_000);
    expect(clock.now()).toBe(7_000);
  });
});

describe("a timer's digits", () => {
  it.each([
    [0, "00:00"],
    [432_900, "07:12"],
    [3_723_000, "1:02:03"],
    [-5, "00:00"],
  ])("%i ms is %s", (milliseconds, text) => expect(minutesAndSeconds(milliseconds)).toBe(text));
});
