import { describe, expect, it } from "vitest";
import { VoiceCare, withPackets } from "./voice";

const wide = 1_000_000;
const narrow = 70_000;

describe("a voice", () => {
  it("is sent twice while the way out loses packets and is wide", () => {
    const care = new VoiceCare();
    expect(care.look(0, wide, 0)).toBe(false);
    expect(care.look(0.12, wide, 2)).toBe(true);
    expect(care.form).toEqual({ repeats: true, isThrifty: false });
    expect(care.look(0.1, wide, 4)).toBe(false);
  });

  it("is sent once and thriftily where the way out is narrow", () => {
    const care = new VoiceCare();
    care.look(0.2, wide, 0);
    expect(care.look(0.2, narrow, 2)).toBe(true);
    expect(care.form).toEqual({ repeats: false, isThrifty: true });
  });

  it("is sent thriftily and still twice where a narrow way bears that", () => {
    const care = new VoiceCare();
    care.look(0.2, 140_000, 0);
    expect(care.form).toEqual({ repeats: true, isThrifty: true });
    // What wavers about the limit changes nothing: each change is an offer.
    expect(care.look(0.2, 95_000, 2)).toBe(false);
    expect(care.look(0.2, 70_000, 4)).toBe(true);
    expect(care.form).toEqual({ repeats: false, isThrifty: true });
  });

  it("changes back only after half a minute of a sound and wide way", () => {
    const care = new VoiceCare();
    care.look(0.2, wide, 0);
    care.look(0, narrow, 2);
    for (let now = 4; now < 32; now += 2) care.look(0, wide, now);
    expect(care.form.isThrifty).toBe(true);
    for (let now = 32; now < 42; now += 2) care.look(0, wide, now);
    expect(care.form).toEqual({ repeats: false, isThrifty: false });
  });

  it("is thrifty while the server asks for it", () => {
    const care = new VoiceCare();
    expect(care.ask(true, 0)).toBe(true);
    care.look(0, wide, 60);
    expect(care.form.isThrifty).toBe(true);
    expect(care.ask(false, 62)).toBe(true);
    expect(care.form.isThrifty).toBe(false);
  });

  it("asks for its packets in its own line only", () => {
    const sdp = "m=audio 9\r\na=mid:0\r\nm=video 9\r\na=mid:01\r\n";
    expect(withPackets(sdp, "0", 40)).toBe("m=audio 9\r\na=mid:0\r\na=ptime:40\r\nm=video 9\r\na=mid:01\r\n");
  });
});
