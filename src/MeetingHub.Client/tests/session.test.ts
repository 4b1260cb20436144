import { describe, expect, it } from "vitest";
import { Problem } from "../src/api/problem";
import { initials, tint } from "../src/session/initials";
import { safeNext } from "../src/shell/next";

describe("initials", () => {
  it("are of the last two words, by which people are called", () => {
    expect(initials("Phạm Thu Trang")).toBe("TT");
    expect(initials("Vũ Đình Khoa")).toBe("ĐK");
    expect(initials("  Lan ")).toBe("L");
    expect(initials("")).toBe("");
  });

  it("keep their tint for one person", () => {
    expect(tint("a1b2")).toBe(tint("a1b2"));
    for (let n = 0; n < 100; n++) expect(tint(`person-${n}`)).toBeGreaterThanOrEqual(1);
    expect(new Set(Array.from({ length: 100 }, (_, n) => tint(`person-${n}`))).size).toBe(6);
  });
});

describe("where to go after signing in", () => {
  it.each([
    ["/meetings/1?tab=papers", "/meetings/1?tab=papers"],
    ["//elsewhere.example", "/"],
    ["/\\elsewhere.example", "/"],
    ["https://elsewhere.example", "/"],
    [undefined, "/"],
    [["/a", "/b"], "/"],
  ])("%s leads to %s", (next, target) => expect(safeNext(next)).toBe(target));
});

describe("a problem", () => {
  const answer = (status: number, body?: unknown, type = "application/problem+json") =>
    new Response(body === undefined ? null : JSON.stringify(body), { status, headers: { "content-type": type } });

  it("carries the server's code and the faults of fields by their own names", async () => {
    const problem = await Problem.from(answer(422, { code: "tooLong", errors: { Title: ["too_long"] }, parameters: { max: "200" } }));
    expect(problem).toMatchObject({ code: "tooLong", status: 422, fields: { title: ["too_long"] }, details: { max: "200" } });
  });

  it("has a code even when a proxy answers in its own words", async () => {
    expect((await Problem.from(new Response("<html>", { status: 502, headers: { "content-type": "text/html" } }))).code).toBe("unavailable");
    expect((await Problem.from(answer(413))).code).toBe("tooLarge");
  });

  it("is told apart from an unreachable server and from a slow one", () => {
    expect(Problem.of(new TypeError("Failed to fetch")).code).toBe("network");
    expect(Problem.of(new DOMException("late", "TimeoutError")).code).toBe("timeout");
  });
});
