import { describe, expect, it } from "vitest";
import type { ParticipantId, WantedPicture } from "../../contract.g";
import { haveSamePictures, isSameView, steady } from "./view";

const camera = (who: string, pixelHeight: number): WantedPicture => ({ participant: who as ParticipantId, kind: "camera", pixelHeight });

describe("the view that the server is told", () => {
  it("keeps a height that changed little, however often", () => {
    let told = [camera("a", 400)];
    for (const height of [420, 380, 455, 345]) told = steady([camera("a", height)], told);
    expect(told).toEqual([camera("a", 400)]);
  });

  it("follows a height that changed much, and keeps heights by picture when the order changes", () => {
    const told = [camera("a", 400), camera("b", 120)];
    expect(steady([camera("b", 125), camera("a", 720)], told)).toEqual([camera("b", 120), camera("a", 720)]);
  });

  it("tells a new picture from a new height", () => {
    expect(haveSamePictures([camera("a", 400)], [camera("a", 720)])).toBe(true);
    expect(haveSamePictures([camera("a", 400)], [{ ...camera("a", 400), kind: "screen" }])).toBe(false);
    expect(isSameView([camera("a", 400)], [camera("a", 720)])).toBe(false);
  });
});
