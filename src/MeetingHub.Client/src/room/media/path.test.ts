import { describe, expect, it } from "vitest";
import { PathCare } from "./path";

/** Asks whenever it is time to, up to `end`, and tells what was decided when. */
function run(care: PathCare, end: number): string[] {
  const said: string[] = [];
  while (care.deadline !== null && care.deadline <= end) {
    const at = care.deadline;
    const remedy = care.due(at);
    if (remedy) said.push(`${at} ${remedy}`);
  }
  return said;
}

function connected(): PathCare {
  const care = new PathCare();
  care.begun(0);
  care.changed("connecting", 10);
  care.changed("connected", 100);
  return care;
}

describe("the way to the server", () => {
  it("is left alone while it holds", () => expect(run(connected(), 1e9)).toEqual([]));

  it("that is not found in time begins from nothing", () => {
    const care = new PathCare();
    care.begun(0);
    expect(run(care, 1e9)).toEqual(["8000 rebuild"]);
  });

  it("that fails before it was ever there begins from nothing at once", () => {
    const care = new PathCare();
    care.begun(0);
    care.changed("failed", 500);
    expect(run(care, 1e9)).toEqual(["500 rebuild"]);
  });

  it("is restarted at once when it is lost, three times with longer waits, then rebuilt", () => {
    const care = connected();
    care.changed("disconnected", 1_000);
    expect(run(care, 1e9)).toEqual(["1000 restart", "4000 restart", "8000 restart", "13000 rebuild"]);
  });

  it("is not restarted faster because the browser says in between that it failed", () => {
    const care = connected();
    care.changed("disconnected", 1_000);
    expect(run(care, 1_500)).toEqual(["1000 restart"]);
    care.changed("failed", 2_000);
    expect(run(care, 3_999)).toEqual([]);
    expect(run(care, 4_000)).toEqual(["4000 restart"]);
  });

  it("that came back starts over the next time", () => {
    const care = connected();
    care.changed("disconnected", 1_000);
    run(care, 8_000);
    care.changed("connected", 8_500);
    expect(run(care, 20_000)).toEqual([]);
    care.changed("failed", 30_000);
    expect(run(care, 1e9)[0]).toBe("30000 restart");
  });

  it("is restarted once on another network although it still counts as connected", () => {
    const care = connected();
    care.networkChanged(1_000);
    care.networkChanged(1_100);
    expect(run(care, 1e9)).toEqual(["1400 restart"]);
  });

  it("that is lost with the network goes on being restarted", () => {
    const care = connected();
    care.networkChanged(1_000);
    expect(run(care, 2_000)).toEqual(["1300 restart"]);
    care.changed("disconnected", 3_000);
    expect(run(care, 1e9)).toEqual(["4300 restart", "8300 restart", "13300 rebuild"]);
  });
});
