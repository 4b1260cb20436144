import { describe, expect, it } from "vitest";
import { type SaveAnswer, savedText, type StoredText } from "../src/minutes/savedText";

/** A server that keeps one text by compare-and-set, and a clock that is moved by hand. */
class Server {
  isDown = false;
  private due: (() => void)[] = [];
  constructor(public stored: StoredText) {}

  write(text: string) {
    this.stored = { text, revision: this.stored.revision + 1 };
  }

  async save(text: string, over: number): Promise<SaveAnswer> {
    if (this.isDown) throw new Error("no answer");
    if (over !== this.stored.revision) return { conflict: this.stored };
    this.write(text);
    return { saved: this.stored };
  }

  wait = (work: () => void) => void this.due.push(work);

  async pass() {
    for (const work of this.due.splice(0)) work();
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  }
}

let self: Server;
const open = (text = "") => {
  self = new Server({ text, revision: text ? 1 : 0 });
  return savedText(self.stored, (words, over) => self.save(words, over), self.wait);
};

describe("a text saved as typed", () => {
  it("reaches the server when typing rests", async () => {
    const field = open();
    field.typed("Ông Khoa báo cáo");
    expect(field.state.value).toBe("saving");
    await self.pass();
    expect(self.stored).toEqual({ text: "Ông Khoa báo cáo", revision: 1 });
    expect(field.state.value).toBe("saved");
  });

  it("sends the last words only, once", async () => {
    const field = open();
    field.typed("a");
    field.typed("ab");
    field.typed("abc");
    await self.pass();
    expect(self.stored).toEqual({ text: "abc", revision: 1 });
  });

  it("is kept and tried again while the server is away", async () => {
    const field = open();
    self.isDown = true;
    field.typed("giữ lại");
    await self.pass();
    expect(field.state.value).toBe("failing");
    expect(field.text.value).toBe("giữ lại");
    self.isDown = false;
    await self.pass();
    expect(self.stored.text).toBe("giữ lại");
    expect(field.state.value).toBe("saved");
  });

  it("never overwrites what somebody else saved meanwhile: both stand until a person chose", async () => {
    const field = open("cũ");
    self.write("của người khác");
    field.typed("của tôi");
    await self.pass();
    expect(field.state.value).toBe("conflict");
    expect(field.text.value).toBe("của tôi");
    expect(field.theirs.value?.text).toBe("của người khác");
    expect(self.stored.text).toBe("của người khác");

    field.typed("của tôi, viết tiếp");
    await self.pass();
    expect(self.stored.text).toBe("của người khác");

    await field.settle("của người khác\n\ncủa tôi, viết tiếp");
    expect(self.stored).toEqual({ text: "của người khác\n\ncủa tôi, viết tiếp", revision: 3 });
    expect(field.state.value).toBe("saved");
  });

  it("shows somebody else's words at once when nothing of one's own is unsaved", () => {
    const field = open("cũ");
    field.arrived({ text: "mới", revision: 2 });
    expect(field.text.value).toBe("mới");
    expect(field.state.value).toBe("saved");
  });

  it("takes the same words from two people for no conflict", async () => {
    const field = open("cũ");
    self.write("như nhau");
    field.typed("như nhau");
    await self.pass();
    expect(field.state.value).toBe("saved");
    expect(field.theirs.value).toBeNull();
  });

  it("ignores news that is older than what it has", () => {
    const field = open("cũ");
    field.arrived({ text: "rất cũ", revision: 1 });
    expect(field.text.value).toBe("cũ");
  });
});
