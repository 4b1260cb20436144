import { describe, expect, it } from "vitest";
import { Turning } from "./turning";

/** A server that answers when it is told to. */
function slowServer() {
  const sent: number[] = [];
  const answers: ((accepted: boolean) => void)[] = [];
  const turning = new Turning((page) => {
    sent.push(page);
    return new Promise((resolve) => answers.push(resolve));
  });
  const answer = async (accepted = true) => {
    answers.shift()!(accepted);
    await Promise.resolve();
    await Promise.resolve();
  };
  return { turning, sent, answer };
}

describe("turning pages", () => {
  it("shows each page at once and sends the last of those pressed meanwhile", async () => {
    const { turning, sent, answer } = slowServer();
    for (const page of [2, 3, 4, 5]) void turning.to(page);
    expect(turning.wanted.value).toBe(5);

    await answer();

    expect(sent).toEqual([2, 5]);
  });

  it("stands on its page until the log says so, also when the answer came first", async () => {
    const { turning, answer } = slowServer();
    void turning.to(2);
    await answer();
    expect(turning.wanted.value).toBe(2);

    turning.shown(2);

    expect(turning.wanted.value).toBeNull();
  });

  it("goes back to the page of all when it is refused", async () => {
    const { turning, answer } = slowServer();
    void turning.to(2);

    await answer(false);

    expect(turning.wanted.value).toBeNull();
  });
});
