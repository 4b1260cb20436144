import { expect, test } from "vitest";
import type { ParticipantId, PictureReduced } from "../../contract.g";
import { Lines, shortageOf } from "./lines";

const an = "an" as ParticipantId;
const binh = "binh" as ParticipantId;
const picture = (participant: ParticipantId, kind: PictureReduced["kind"], isHidden: boolean): PictureReduced => ({ participant, kind, isHidden });

test("a line of which nothing was said is good, and what is said last holds", () => {
  const lines = new Lines();
  expect(lines.of(an)).toBe("good");
  lines.hear({ type: "linesNow", lines: [{ participant: an, quality: "poor" }, { participant: binh, quality: "fair" }] });
  lines.hear({ type: "linesNow", lines: [{ participant: binh, quality: "good" }] });
  expect([lines.of(an), lines.of(binh)]).toEqual(["poor", "good"]);
  lines.forget();
  expect(lines.of(an)).toBe("good");
});

test("a voice that is missing is said before pictures, and a screen before faces", () => {
  const faces = [picture(an, "camera", true), picture(binh, "camera", true)];
  expect(shortageOf({ pictures: faces, voices: [binh] })).toEqual({ what: "voices", names: [binh] });
  expect(shortageOf({ pictures: [...faces, picture(an, "screen", true)], voices: [] })).toEqual({ what: "screen" });
  expect(shortageOf({ pictures: faces, voices: [] })).toEqual({ what: "hidden", count: 2 });
  expect(shortageOf({ pictures: [picture(an, "camera", false)], voices: [] })).toEqual({ what: "smaller" });
  expect(shortageOf({ pictures: [], voices: [] })).toBeNull();
});

test("each list is whole: what is not in it is there again", () => {
  const lines = new Lines();
  lines.hear({ type: "receptionNow", pictures: [picture(an, "camera", true)], voices: [] });
  expect(lines.isHidden(an, "camera")).toBe(true);
  lines.hear({ type: "receptionNow", pictures: [], voices: [] });
  expect(lines.isHidden(an, "camera")).toBe(false);
});
