import { describe, expect, it } from "vitest";
import { Problem } from "../../api/problem";
import { type Ask, Pieces } from "./pieces";

const file = Uint8Array.from({ length: 100 }, (_, n) => n);
const part = (bytes: Uint8Array, status = 206) => new Response(bytes as BodyInit, { status });
/** So many bytes, and then the line breaks. */
const broken = (bytes: Uint8Array) =>
  new Response(
    new ReadableStream({
      start: (stream) => stream.enqueue(bytes),
      pull: (stream) => stream.error(new TypeError("network")),
    }),
    { status: 206 },
  );

function reading(...answers: (() => Response)[]) {
  const ranges: string[] = [];
  let heard = 0;
  const ask: Ask = (_path, { headers }) => {
    ranges.push(headers["range"]!);
    return Promise.resolve().then(() => answers.shift()!());
  };
  const pieces = new Pieces("/x", new AbortController().signal, (bytes) => (heard += bytes), ask, () => Promise.resolve());
  return { pieces, ranges, heard: () => heard };
}

describe("reading a part of a file", () => {
  it("asks for just these bytes", async () => {
    const { pieces, ranges, heard } = reading(() => part(file.slice(10, 20)));

    expect(await pieces.read(10, 20)).toEqual(file.slice(10, 20));
    expect(ranges).toEqual(["bytes=10-19"]);
    expect(heard()).toBe(10);
  });

  it("goes on where a line broke, and does not ask again for what it has", async () => {
    const { pieces, ranges } = reading(
      () => broken(file.slice(10, 14)),
      () => part(file.slice(14, 20)),
    );

    expect(await pieces.read(10, 20)).toEqual(file.slice(10, 20));
    expect(ranges).toEqual(["bytes=10-19", "bytes=14-19"]);
  });

  it("gives up after four tries, and at once when the server says no", async () => {
    const busy = () => new Response(null, { status: 503 });
    const often = reading(busy, busy, busy, busy);
    const denied = reading(() => new Response(null, { status: 404 }));

    await expect(often.pieces.read(0, 5)).rejects.toEqual(new Problem("unavailable", 503));
    await expect(denied.pieces.read(0, 5)).rejects.toEqual(new Problem("notFound", 404));
    expect([often.ranges.length, denied.ranges.length]).toEqual([4, 1]);
  });

  it("does not take a whole file for the part it asked for", async () => {
    const whole = () => part(file, 200);
    const { pieces } = reading(whole, whole, whole, whole);

    await expect(pieces.read(50, 60)).rejects.toMatchObject({ code: "unavailable" });
  });
});
