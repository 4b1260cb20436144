import { describe, expect, it } from "vitest";
import { type CallCounters, CallWatch, countersOf, type Shown } from "./callReport";

const nothing: Shown = new Map();
const camera = {};
const good: CallCounters = { received: new Map(), sent: new Map(), concealed: new Map(), frozen: new Map(), roundTrip: 0.04, overTcp: false };
/** A voice of 50 packets a second of which a share does not come. */
const voice = (second: number, loss: number, more: Partial<CallCounters> = {}): CallCounters => ({
  ...good,
  received: new Map([["1", { packets: second * 50 * (1 - loss), lost: second * 50 * loss }]]),
  ...more,
});

describe("a call", () => {
  it("is not worth a word while it is good", () => {
    const watch = new CallWatch();
    for (let second = 0; second < 120; second += 2) expect(watch.look(voice(second, 0.04), second, nothing)).toBeNull();
  });

  it("is reported after ten bad seconds, and then once a minute however bad it stays", () => {
    const watch = new CallWatch();
    const said: number[] = [];
    for (let second = 0; second <= 130; second += 2) {
      const report = watch.look(voice(second, 0.1), second, nothing);
      if (report) {
        said.push(second);
        expect(report).toMatchObject({ seconds: 10, lossIn: 0.1, lossOut: 0, roundTripMs: 40, reconnects: 0 });
      }
    }
    expect(said).toEqual([10, 70, 130]);
  });

  it("is bad by each of what a person would notice", () => {
    const cases: [Partial<CallCounters>, object][] = [
      [{ sent: new Map([["7", { packets: 900, lost: 100 }]]) }, { lossOut: 0.1 }],
      [{ concealed: new Map([["1", 0.5]]) }, { concealedMs: 500 }],
      [{ frozen: new Map([["2", { times: 2, seconds: 1.4 }]]) }, { freezes: 2, frozenMs: 1400 }],
      [{ roundTrip: 0.7 }, { roundTripMs: 700 }],
    ];
    for (const [bad, expected] of cases) {
      const watch = new CallWatch();
      const before = { sent: new Map([["7", { packets: 0, lost: 0 }]]), concealed: new Map([["1", 0]]), frozen: new Map([["2", { times: 0, seconds: 0 }]]) };
      expect(watch.look({ ...good, ...before }, 0, new Map([["2", camera]]))).toBeNull();
      expect(watch.look({ ...good, ...before, ...bad }, 10, new Map([["2", camera]]))).toMatchObject(expected);
    }
  });

  it("is worth a word when its connection had to be begun anew, whose counters then begin at zero", () => {
    const watch = new CallWatch();
    watch.look(voice(100, 0), 0, nothing);
    watch.reconnected();
    watch.look(voice(1, 0), 4, nothing);
    expect(watch.look(voice(7, 0), 10, nothing)).toMatchObject({ reconnects: 1, lossIn: 0 });
    expect(watch.look(voice(20, 0), 90, nothing)).toBeNull();
  });

  it("does not count pictures that left their slot, came into it, or were not to move", () => {
    const still = (seconds: number): CallCounters => ({ ...good, frozen: new Map([["2", { times: 1, seconds }]]) });
    const other = {};
    for (const [before, between, after] of [
      [camera, other, other],
      [camera, undefined, camera],
      [undefined, undefined, camera],
      [undefined, undefined, undefined],
    ]) {
      const watch = new CallWatch();
      const shown = (what: object | undefined): Shown => new Map(what ? [["2", what]] : []);
      watch.look(still(0), 0, shown(before));
      watch.look(still(0), 5, shown(between));
      expect(watch.look(still(9), 10, shown(after))).toBeNull();
    }
  });

  it("is not judged over a time in which the page slept", () => {
    const watch = new CallWatch();
    watch.look(voice(0, 0), 0, nothing);
    expect(watch.look(voice(600, 0.5), 600, nothing)).toBeNull();
    expect(watch.look(voice(600, 0.5), 604, nothing)).toBeNull();
  });
});

describe("a browser's report", () => {
  it("is read by what it means", () => {
    const report = new Map(
      [
        { id: "a", type: "inbound-rtp", kind: "audio", mid: "1", packetsReceived: 500, packetsLost: 3, concealedSamples: 96_000, silentConcealedSamples: 72_000 },
        { id: "b", type: "inbound-rtp", kind: "video", mid: "2", packetsReceived: 900, packetsLost: 30, retransmittedPacketsReceived: 27, freezeCount: 1, totalFreezesDuration: 0.5 },
        { id: "c", type: "outbound-rtp", kind: "audio", mid: "0", ssrc: 7, packetsSent: 400 },
        { id: "d", type: "remote-inbound-rtp", kind: "audio", ssrc: 7, packetsLost: 40, roundTripTime: 0.2 },
        { id: "e", type: "candidate-pair", nominated: true, state: "succeeded", currentRoundTripTime: 0.19, localCandidateId: "f" },
        { id: "f", type: "local-candidate", protocol: "tcp" },
        { id: "g", type: "local-candidate", protocol: "udp" },
      ].map((entry) => [entry.id, entry]),
    ) as unknown as RTCStatsReport;
    expect(countersOf(report)).toEqual({
      received: new Map([
        ["1", { packets: 500, lost: 3 }],
        ["2", { packets: 900, lost: 3 }],
      ]),
      sent: new Map([["7", { packets: 360, lost: 40 }]]),
      concealed: new Map([["1", 0.5]]),
      frozen: new Map([["2", { times: 1, seconds: 0.5 }]]),
      roundTrip: 0.2,
      overTcp: true,
    });
  });
});
