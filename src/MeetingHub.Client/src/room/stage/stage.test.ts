import { describe, expect, it } from "vitest";
import type { ParticipantId } from "../../contract.g";
import { arrange, type Person } from "./arrange";
import { capacity, fit } from "./grid";

const sizes = [
  [1152, 700],
  [796, 560],
  [390, 520],
  [360, 300],
  [700, 320],
] as const;

describe("the grid", () => {
  it.each(sizes)("fits 1 to 49 tiles into %i × %i", (width, height) => {
    for (let count = 1; count <= 49; count++) {
      const grid = fit(count, width, height, 8);
      expect(grid.columns * grid.rows).toBeGreaterThanOrEqual(count);
      expect(grid.columns * grid.width + (grid.columns - 1) * 8).toBeLessThanOrEqual(width);
      expect(grid.rows * grid.height + (grid.rows - 1) * 8).toBeLessThanOrEqual(height);
      expect(grid.width).toBeGreaterThan(20);
      expect(grid.width / grid.height).toBeGreaterThan(0.95);
      expect(grid.width / grid.height).toBeLessThan(1.85);
    }
  });

  it("never has a row without a tile", () => {
    for (const [width, height] of sizes)
      for (let count = 1; count <= 49; count++) {
        const grid = fit(count, width, height, 8);
        expect((grid.rows - 1) * grid.columns).toBeLessThan(count);
      }
  });

  it("gives tiles no less room when there are fewer of them", () => {
    for (const [width, height] of sizes)
      for (let count = 2; count <= 49; count++) {
        const [more, fewer] = [fit(count, width, height, 8), fit(count - 1, width, height, 8)];
        expect(fewer.width * fewer.height).toBeGreaterThanOrEqual(more.width * more.height);
      }
  });

  it("puts two side by side on a desk and one above the other on a phone", () => {
    expect(fit(2, 1152, 500, 8)).toMatchObject({ columns: 2, rows: 1 });
    expect(fit(2, 390, 640, 8)).toMatchObject({ columns: 1, rows: 2 });
  });

  it("survives a room that has no size yet", () => {
    expect(fit(3, 0, 0, 8)).toMatchObject({ width: 0, height: 0 });
    expect(capacity(0, 0, 8, 120, 49)).toBe(1);
  });

  it("shows as many as stay readable", () => {
    expect(capacity(1152, 700, 8, 150, 49)).toBe(49);
    expect(capacity(390, 300, 4, 100, 49)).toBeLessThan(16);
  });
});

const id = (n: number) => `p${n}` as ParticipantId;
const people = (count: number, change: (person: Person, n: number) => Partial<Person> = () => ({})): Person[] =>
  Array.from({ length: count }, (_, n) => {
    const person = { id: id(n), isMe: n === 0, hasScreen: false };
    return { ...person, ...change(person, n) };
  });
const room = { strip: 8, grid: 25 };

describe("who is shown where", () => {
  it("shows few people equally large and, among many, the one who speaks", () => {
    expect(arrange(people(3), [], null, "auto", room)).toEqual({ paper: false, screen: null, covered: null, large: null, tiles: [id(0), id(1), id(2)], rest: 0 });
    expect(arrange(people(6), [id(4)], null, "auto", room)).toMatchObject({ large: id(4), tiles: [id(0), id(1), id(2), id(3), id(5)] });
  });

  it("never makes myself large while somebody else is there", () => {
    expect(arrange(people(6), [id(0), id(3)], null, "speaker", room).large).toBe(id(3));
    expect(arrange(people(6), [], null, "speaker", room).large).toBe(id(1));
    expect(arrange(people(1), [id(0)], null, "speaker", room).large).toBe(id(0));
  });

  it("gives the stage to a shared screen and everybody the strip", () => {
    const shown = arrange(
      people(5, (_, n) => ({ hasScreen: n === 3 })),
      [],
      null,
      "auto",
      room,
    );
    expect(shown).toMatchObject({ screen: id(3), large: null, tiles: [id(0), id(1), id(2), id(3), id(4)] });
  });

  it("gives the stage to the later of a screen and a paper, and knows what the paper covers", () => {
    const sharing = (since: number) => people(5, (_, n) => (n === 3 ? { hasScreen: true, screenSince: since } : {}));

    expect(arrange(people(2), [], null, "grid", room, 2_000)).toMatchObject({ paper: true, screen: null, covered: null, large: null, tiles: [id(0), id(1)] });
    expect(arrange(sharing(1_000), [], id(1), "auto", room, 2_000)).toMatchObject({ paper: true, screen: null, covered: id(3), large: null });
    expect(arrange(sharing(3_000), [], null, "auto", room, 2_000)).toMatchObject({ paper: false, screen: id(3), covered: null });
  });

  it("keeps a place for the number of those it cannot show", () => {
    const shown = arrange(people(21), [], null, "speaker", room);
    expect(shown.tiles).toHaveLength(7);
    expect(shown.tiles.length + shown.rest + 1).toBe(21);
  });

  it("lets a late speaker in without making the others jump", () => {
    const before = arrange(people(21), [id(1)], null, "speaker", room).tiles;
    const after = arrange(people(21), [id(15), id(1)], id(1), "speaker", room).tiles;
    expect(after).toContain(id(15));
    const stayed = before.filter((one) => after.includes(one));
    expect(after.filter((one) => before.includes(one))).toEqual(stayed);
    expect(stayed.length).toBe(6);
  });

  it("forgets a pinned person who has left", () => {
    expect(arrange(people(3), [], id(9), "auto", room).large).toBeNull();
  });
});
