import { Problem } from "../../api/problem";

/** Bytes asked for at a time: four seconds of a line of 64 kbit/s. */
export const pieceSize = 32_768;
/** Milliseconds without a byte after which a request is given up. */
const patience = 30_000;
/** Before each further try of the same bytes. */
const pauses = [500, 2_000, 5_000] as const;

export type Ask = (path: string, init: { headers: Record<string, string>; signal: AbortSignal }) => Promise<Response>;

/** A stored file, read in parts, so that a weak line carries only what is looked at. What was read of a part is not asked for again. */
export class Pieces {
  constructor(
    private readonly path: string,
    private readonly signal: AbortSignal,
    /** So many bytes more have come. */
    private readonly heard: (bytes: number) => void,
    private readonly ask: Ask = (path, init) => fetch(path, init),
    private readonly wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
  ) {}

  /** @throws Problem once the tries are used up, or at once when the server says no. */
  async read(begin: number, end: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(end - begin);
    let have = 0;
    for (let failures = 0; ; failures++) {
      try {
        await this.fill(bytes, begin, have, (now) => (have = now));
        return bytes;
      } catch (error) {
        const problem = Problem.of(error);
        const pause = pauses[failures];
        if (pause === undefined || this.signal.aborted || !mayPass(problem)) throw problem;
        await this.wait(pause);
      }
    }
  }

  private async fill(bytes: Uint8Array, begin: number, from: number, got: (have: number) => void): Promise<void> {
    const deadline = new AbortController();
    const late = () => deadline.abort(new DOMException("", "TimeoutError"));
    let timer = setTimeout(late, patience);
    try {
      const response = await this.ask(this.path, {
        headers: { range: `bytes=${begin + from}-${begin + bytes.length - 1}` },
        signal: AbortSignal.any([this.signal, deadline.signal]),
      });
      if (response.status !== 206 || !response.body) throw response.ok ? new Problem("unavailable", 503) : await Problem.from(response);
      const reader = response.body.getReader();
      let have = from;
      while (have < bytes.length) {
        const { done, value } = await reader.read();
        if (done) throw new Problem("network", 0);
        clearTimeout(timer);
        timer = setTimeout(late, patience);
        bytes.set(value.subarray(0, bytes.length - have), have);
        have += value.length;
        got(have);
        this.heard(value.length);
      }
    } finally {
      clearTimeout(timer);
    }
  }
}

const mayPass = (problem: Problem): boolean => problem.status === 0 || problem.status === 429 || problem.status >= 500;
