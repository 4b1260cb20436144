import { describe, expect, it } from "vitest";
import { afterTurn, clamp, lookAt, pageShown } from "./following";

describe("the page that is shown", () => {
  it("is the presented one, and one's own while one looks for oneself", () => {
    expect(pageShown(4, null, 12)).toBe(4);
    expect(pageShown(4, 9, 12)).toBe(9);
  });

  it("never lies beyond the paper, whatever the presenter's program said", () => {
    expect(pageShown(400, null, 12)).toBe(12);
    expect(pageShown(0, null, 12)).toBe(1);
  });

  it("follows again when one comes to the presented page, or the presenter to one's own", () => {
    expect(lookAt(5, 4, 12)).toBe(5);
    expect(lookAt(4, 4, 12)).toBeNull();
    expect(lookAt(13, 12, 12)).toBeNull();
    expect(afterTurn(5, 5)).toBeNull();
    expect(afterTurn(5, 6)).toBe(5);
  });

  it("takes what is typed for the nearest page there is", () => {
    expect([clamp(Number.NaN, 3), clamp(-2, 3), clamp(2.7, 3), clamp(99, 3)]).toEqual([1, 1, 2, 3]);
  });
});
