import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";

/** What a page loads before it is usable: scripts and styles, not fonts and pictures. Runs on the built client. */
const app = join(import.meta.dirname, "../../../wwwroot/app");

interface Chunk {
  file: string;
  imports?: string[];
  css?: string[];
  src?: string;
}
let manifest: Record<string, Chunk>;

beforeAll(() => {
  const path = join(app, ".vite/manifest.json");
  if (!existsSync(path)) throw new Error("Build the client first: node build.mjs");
  manifest = JSON.parse(readFileSync(path, "utf8")) as Record<string, Chunk>;
});

/** The files of these chunks and of all they import statically, each once. */
function files(...names: string[]): Set<string> {
  const seen = new Set<string>();
  const found = new Set<string>();
  const visit = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    const chunk = manifest[name];
    if (!chunk) throw new Error(`${name} is not in the manifest`);
    found.add(chunk.file);
    chunk.css?.forEach((file) => found.add(file));
    chunk.imports?.forEach(visit);
  };
  names.forEach(visit);
  return found;
}

const gzipped = (names: Set<string>) => [...names].reduce((sum, file) => sum + gzipSync(readFileSync(join(app, file))).length, 0);

describe("page weight, gzip", () => {
  it("keeps the first page within 250 kB", () => {
    const size = gzipped(files("index.html", "src/pages/home/HomePage.vue"));
    console.info(`first page: ${(size / 1000).toFixed(1)} kB`);
    expect(size).toBeLessThanOrEqual(250_000);
  });

  it("keeps the room within 200 kB", () => {
    const size = gzipped(files("room.html"));
    console.info(`room: ${(size / 1000).toFixed(1)} kB`);
    expect(size).toBeLessThanOrEqual(200_000);
  });
});

describe("what draws papers", () => {
  const paper = () => readdirSync(join(app, "assets")).filter((name) => /^paper-.*\.js$/.test(name));

  it("stays out of the room until one is shown", () => {
    const room = [...files("room.html")].map((file) => file.replace("assets/", ""));
    expect(paper()).toHaveLength(1);
    expect(room).not.toContain(paper()[0]);
  });

  it("is told to compile nothing: its worker would try", () => {
    const text = readFileSync(join(app, "assets", paper()[0]!), "utf8");
    expect(text).toMatch(/isEvalSupported:!1/);
    expect(text).toMatch(/useWasm:!1/);
  });
});

describe("content security policy", () => {
  it("needs no inline script and no inline handler", () => {
    for (const page of ["index.html", "room.html"]) {
      const html = readFileSync(join(app, page), "utf8");
      expect(html).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/);
      expect(html).not.toMatch(/\son\w+=/);
    }
  });

  it("needs no eval", () => {
    const scripts = readdirSync(join(app, "assets")).filter((name) => name.endsWith(".js"));
    expect(scripts.length).toBeGreaterThan(3);
    expect(scripts.filter((name) => /\bnew Function\(|[^.\w]eval\(/.test(readFileSync(join(app, "assets", name), "utf8")))).toEqual([]);
  });
});
