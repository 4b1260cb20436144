import { expect, test } from "vitest";
import { Repetition } from "./repetition";

const wide = 1_000_000;

test("a voice is sent twice while the way out loses packets and is wide", () => {
  const repetition = new Repetition();
  expect(repetition.look(0, wide, 0)).toBe(false);
  expect(repetition.look(0.12, wide, 2)).toBe(true);
  expect(repetition.isOn).toBe(true);
  expect(repetition.look(0.1, wide, 4)).toBe(false);
});

test("a narrow way out carries a voice once, and at once", () => {
  const repetition = new Repetition();
  expect(repetition.look(0.2, 150_000, 0)).toBe(false);
  repetition.look(0.2, wide, 2);
  expect(repetition.look(0.2, 150_000, 4)).toBe(true);
  expect(repetition.isOn).toBe(false);
});

test("it ends only after half a minute, and only when next to nothing is lost", () => {
  const repetition = new Repetition();
  repetition.look(0.2, wide, 0);
  for (let now = 2; now < 30; now += 2) expect(repetition.look(0, wide, now)).toBe(false);
  expect(repetition.look(0, wide, 30)).toBe(true);
  expect(repetition.isOn).toBe(false);
});
