import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, type SFCTemplateBlock } from "vue/compiler-sfc";
import { describe, expect, it } from "vitest";

const src = join(import.meta.dirname, "../src");
const sources = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.(vue|ts)$/.test(name) && !/\.(test|g)\.ts$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(src, name), "utf8") }));

type Texts = { [key: string]: string | Texts };
const read = (language: string, part: string) => JSON.parse(readFileSync(join(src, "i18n", language, `${part}.json`), "utf8")) as Texts;
const keys = (texts: Texts, prefix = ""): string[] =>
  Object.entries(texts).flatMap(([key, value]) => (typeof value === "string" ? [prefix + key] : keys(value, `${prefix}${key}.`)));
const leaf = (texts: Texts, key: string) => key.split(".").reduce<string | Texts>((at, step) => (at as Texts)[step]!, texts) as string;

const parts = readdirSync(join(src, "i18n/vi")).map((name) => name.replace(".json", ""));

describe.each(parts)("texts of %s", (part) => {
  const vi = read("vi", part);
  const en = read("en", part);

  it("has the same keys in both languages", () => expect(keys(en).sort()).toEqual(keys(vi).sort()));

  it("has no empty text", () => expect([...keys(vi).filter((key) => !leaf(vi, key).trim()), ...keys(en).filter((key) => !leaf(en, key).trim())]).toEqual([]));

  it("names the same values in both languages", () => {
    const values = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].sort();
    expect(keys(vi).filter((key) => values(leaf(vi, key)).join() !== values(leaf(en, key)).join())).toEqual([]);
  });
});

describe("words on pages", () => {
  it("come from the language files: templates hold no literal text", () => {
    const found: string[] = [];
    for (const { name, text } of sources.filter(({ name }) => name.endsWith(".vue"))) {
      const template = parse(text, { filename: name }).descriptor.template;
      if (template) literals(template, (words) => found.push(`${name}: ${words}`));
    }
    expect(found).toEqual([]);
  });

  it("holds no Vietnamese outside the language files", () => {
    const vietnamese = /[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]/u;
    const found = sources.flatMap(({ name, text }) =>
      text
        .split("\n")
        .filter((line) => vietnamese.test(line.replace(/(\/\/|\/?\*|<!--).*$/, "")))
        .map((line) => `${name}: ${line.trim()}`),
    );
    expect(found).toEqual([]);
  });

  it("asks only for keys that are there", () => {
    const known = new Set(parts.flatMap((part) => keys(read("vi", part))));
    const asked = sources.flatMap(({ name, text }) => [...text.matchAll(/\bt\(\s*["'`]([\w.]+)["'`]/g)].map((match) => ({ name, key: match[1]! })));
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter(({ key }) => !known.has(key)).map(({ name, key }) => `${name}: ${key}`)).toEqual([]);
  });

  it("keeps the parts apart, so that one does not hide another's texts", () => {
    const tops = parts.flatMap((part) => Object.keys(read("vi", part)));
    expect(tops.filter((top, at) => tops.indexOf(top) !== at)).toEqual([]);
  });
});

/** Text nodes with letters in them, and the attributes that people read or hear. */
function literals(template: SFCTemplateBlock, found: (words: string) => void): void {
  type Node = { type: number; content?: unknown; children?: Node[]; branches?: Node[]; props?: { type: number; name: string; value?: { content: string } }[] };
  const visit = (node: Node): void => {
    if (node.type === 2 && typeof node.content === "string" && /\p{L}/u.test(node.content)) found(node.content.trim());
    for (const prop of node.props ?? [])
      if (prop.type === 6 && ["title", "alt", "placeholder", "aria-label", "aria-description", "label"].includes(prop.name) && /\p{L}/u.test(prop.value?.content ?? "")) found(prop.value!.content);
    for (const child of [...(node.children ?? []), ...(node.branches ?? [])]) if (typeof child === "object") visit(child);
  };
  visit(template.ast as unknown as Node);
}
