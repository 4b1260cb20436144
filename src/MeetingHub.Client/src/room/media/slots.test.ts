import { describe, expect, it } from "vitest";
import type { ParticipantId, ShownSlot } from "../../contract.g";
import { isAtOrAfter } from "./rtpTime";
import { isOf, SlotMap } from "./slots";

const ha = "ha" as ParticipantId;
const khoa = "khoa" as ParticipantId;
const shown = (mid: string, participant: ParticipantId, firstRtpTimestamp = 0): ShownSlot => ({ mid, participant, kind: "camera", firstRtpTimestamp });
const slot = (mid: string, isVideo = true) => ({ mid, isVideo, stream: { id: mid } as MediaStream });

describe("RTP time", () => {
  it("wraps", () => {
    expect(isAtOrAfter(5, 0xffff_fff0)).toBe(true);
    expect(isAtOrAfter(0xffff_fff0, 5)).toBe(false);
    expect(isAtOrAfter(7, 7)).toBe(true);
  });
});

describe("the slots", () => {
  it("show nobody until the server says so", () => {
    const map = new SlotMap();
    map.add(slot("4"));
    expect(map.find(ha, "camera")).toBeUndefined();
  });

  it("keep the newest word when two cross", () => {
    const map = new SlotMap();
    map.add(slot("4"));
    map.apply({ version: 2, slots: [shown("4", khoa)], undecodable: [] });
    map.apply({ version: 1, slots: [shown("4", ha)], undecodable: [] });
    expect(map.find(khoa, "camera")?.slot.mid).toBe("4");
    expect(map.find(ha, "camera")).toBeUndefined();
  });

  it("take a slot that is not listed as empty", () => {
    const map = new SlotMap();
    map.add(slot("4"));
    map.add(slot("6"));
    map.apply({ version: 1, slots: [shown("4", ha), shown("6", khoa)], undecodable: [] });
    map.apply({ version: 2, slots: [shown("6", khoa)], undecodable: [] });
    expect(map.find(ha, "camera")).toBeUndefined();
    expect(map.mapped).toEqual(["6"]);
  });

  it("wait with a mapping for a slot that has not been negotiated yet", () => {
    const map = new SlotMap();
    map.apply({ version: 1, slots: [shown("9", ha)], undecodable: [] });
    expect(map.find(ha, "camera")).toBeUndefined();
    map.add(slot("9"));
    expect(map.find(ha, "camera")?.slot.mid).toBe("9");
  });

  it("know a frame of the source before from one of the new", () => {
    expect(isOf(shown("4", khoa, 90_000), 87_000)).toBe(false);
    expect(isOf(shown("4", khoa, 90_000), 90_000)).toBe(true);
    expect(isOf(shown("4", khoa, 90_000), undefined)).toBe(true);
  });

  it("begin anew with another connection, whose versions begin anew", () => {
    const map = new SlotMap();
    map.add(slot("4"));
    map.apply({ version: 40, slots: [shown("4", ha)], undecodable: [] });
    map.clear();
    map.add(slot("4"));
    map.apply({ version: 1, slots: [shown("4", khoa)], undecodable: [] });
    expect(map.find(khoa, "camera")).toBeDefined();
  });
});
