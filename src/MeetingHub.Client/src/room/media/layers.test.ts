import { describe, expect, it } from "vitest";
import { choose, encodingsOf, singleEncodingOf } from "./layers";

const sent = (kind: "camera" | "screen", height: number | undefined, watched: string[] | null) =>
  choose(kind, encodingsOf(kind), height, watched)
    .filter((encoding) => encoding.active)
    .map((encoding) => `${encoding.rid}/${encoding.scaleResolutionDownBy}`);

describe("the layers of a picture", () => {
  it("go from the smallest up, each twice the one before", () => {
    expect(encodingsOf("camera").map((encoding) => [encoding.rid, encoding.scaleResolutionDownBy])).toEqual([
      ["q", 4],
      ["h", 2],
      ["f", 1],
    ]);
  });

  it("are all sent until the server says which are watched", () => {
    expect(sent("camera", 720, null)).toEqual(["q/4", "h/2", "f/1"]);
    expect(sent("camera", 720, ["q", "f"])).toEqual(["q/4", "f/1"]);
    expect(sent("camera", 720, [])).toEqual([]);
  });

  it.each([
    [1080, ["q/4", "h/2", "f/1"]],
    [540, ["q/4", "h/2", "f/1"]],
    [480, ["q/2", "h/1"]],
    [360, ["q/2", "h/1"]],
    [240, ["q/1"]],
    [120, ["q/1"]],
  ])("are as many as a camera of %i lines can fill", (height, expected) => {
    expect(sent("camera", height, ["q", "h", "f"])).toEqual(expected);
  });

  it("of a screen follow its size, whatever that is", () => {
    expect(sent("screen", 400, null)).toEqual(["h/2", "f/1"]);
  });

  it("of a browser without layers are one or none", () => {
    expect(choose("camera", singleEncodingOf("camera"), 720, [])[0]!.active).toBe(false);
    expect(choose("camera", singleEncodingOf("camera"), 720, [""])[0]!.active).toBe(true);
  });
});
