import { describe, expect, it } from "vitest";
import { Stillness } from "./stillness";

const values = (count: number) => new Map([["4", count]]);
const watch = () => new Stillness(["resubscribe", "restart", "rebuild"], { noticed: 3, patience: 4 });

describe("a counter", () => {
  it("that grows is left alone", () => {
    const stillness = watch();
    for (let second = 0; second < 60; second += 2) expect(stillness.look(values(second), second)).toEqual({ still: [], due: [] });
  });

  it("that stands still is said to, also one that never moved, and each remedy is tried in its turn", () => {
    const stillness = watch();
    const said = Array.from({ length: 10 }, (_, n) => {
      const { still, due } = stillness.look(values(0), n * 2);
      return `${still.length} ${due.map((one) => one.remedy).join()}`;
    });
    expect(said).toEqual(["0 ", "0 ", "1 resubscribe", "1 ", "1 restart", "1 ", "1 rebuild", "1 ", "1 rebuild", "1 "]);
  });

  it("that moved again begins with the gentlest remedy the next time", () => {
    const stillness = watch();
    for (const second of [0, 4, 8]) stillness.look(values(1), second);
    stillness.look(values(2), 10);
    expect(stillness.look(values(2), 14).due).toEqual([{ key: "4", remedy: "resubscribe" }]);
  });

  it("is not blamed for the time in which nothing was expected of it", () => {
    const stillness = watch();
    stillness.look(values(5), 0);
    stillness.look(new Map(), 4);
    expect(stillness.look(values(5), 20)).toEqual({ still: [], due: [] });
  });
});
