import { describe, expect, it } from "vitest";
import type { RelayAccess } from "../../contract.g";
import { Relay } from "./relay";

const access = (name: string): RelayAccess => ({ urls: ["turn:relay"], username: name, credential: "secret", seconds: 60 });
const names = (relay: Relay) => relay.servers.map((server) => server.username);

describe("access to the relay", () => {
  it("is renewed when half of its time is gone, and not before", async () => {
    let asked = 0;
    const relay = new Relay(() => Promise.resolve(access(`asked ${++asked}`)));
    relay.take(access("welcome"), 0);
    await relay.renew(29_999);
    expect(names(relay)).toEqual(["welcome"]);
    await Promise.all([relay.renew(30_000), relay.renew(30_000)]);
    expect(names(relay)).toEqual(["asked 1"]);
    await relay.renew(59_999);
    expect(asked).toBe(1);
  });

  it("stays as it is while the line is broken, and is asked for again", async () => {
    let works = false;
    const relay = new Relay(() => (works ? Promise.resolve(access("new")) : Promise.reject(new Error("network"))));
    relay.take(access("old"), 0);
    await relay.renew(40_000);
    expect(names(relay)).toEqual(["old"]);
    works = true;
    await relay.renew(42_000);
    expect(names(relay)).toEqual(["new"]);
  });

  it("is never asked for where there is no relay", async () => {
    const relay = new Relay(() => Promise.reject(new Error("asked")));
    relay.take(undefined, 0);
    await relay.renew(1e12);
    expect(relay.servers).toEqual([]);
  });
});
