import { type CallReport, contractHash, type CommandId, type EventBatch, type MeetingId, type Momentary, type Offer, type OfferAnswer, type RelayAnswer, type RoomCommand, type SourcesRequest, type WantedPicture, type Welcome } from "../../contract.g";
import { Problem } from "../../api/problem";
import { newId } from "../newId";
import { waitBefore } from "./backoff";
import { RoomHub } from "./hub";
import { PendingCommands } from "./pending";

export type LineState = { kind: "connecting" } | { kind: "open" } | { kind: "lost"; since: number; tries: number } | { kind: "closed" };

export interface LineHandlers {
  /** Up to which revision the page has folded the log; null when it knows nothing. */
  revision(): number | null;
  /** After each entering; then come the events after the welcome's revision. `asked` and `answered` are this page's clock. */
  welcome(welcome: Welcome, asked: number, answered: number): void;
  /** False when the batch does not follow what is known: the line then enters anew. */
  events(batch: EventBatch): boolean;
  momentary(message: Momentary): void;
  state(state: LineState): void;
  /** The server does not let this page in; it does not try again. */
  refused(code: string): void;
}

/** How long opening and entering may take before the next try. */
const patience = 8_000;

/**
 * This page's line to its meeting. A break is mended without end: it enters again, says up to where it has followed, and
 * sends again what was not answered. Media is another matter: it goes its own way, and hangs on `welcome` only to begin or go on.
 */
export class RoomLine {
  private hub: RoomHub | null = null;
  private readonly pending = new PendingCommands();
  private tries = 0;
  private lostAt: number | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private closed = false;
  /** The last welcome's key to this window: with it the next line takes the window up instead of standing beside it. */
  private window: string | null = null;
  /** Events that arrive while Enter is not answered yet. */
  private early: EventBatch[] | null = null;

  constructor(
    private readonly meeting: MeetingId,
    private readonly handlers: LineHandlers,
  ) {}

  open(): void {
    addEventListener("online", this.tryNow);
    document.addEventListener("visibilitychange", this.seen);
    this.handlers.state({ kind: "connecting" });
    void this.connect();
  }

  /** Goes for good. With a word to the server, unless the line is broken anyway. */
  async close(sayGoodbye: boolean): Promise<void> {
    this.closed = true;
    if (this.timer) clearTimeout(this.timer);
    removeEventListener("online", this.tryNow);
    document.removeEventListener("visibilitychange", this.seen);
    this.pending.refuseAll(new Problem("roomLeft", 0));
    const hub = this.hub;
    this.hub = null;
    this.handlers.state({ kind: "closed" });
    if (!hub) return;
    if (sayGoodbye && hub.isOpen) await Promise.race([hub.call("Leave").catch(() => undefined), delay(1_000)]);
    await hub.close().catch(() => undefined);
  }

  /** Resolves with the revision at which it stands in the log; rejects with a Problem when the meeting says no. */
  execute(command: RoomCommand): Promise<number> {
    if (this.closed) return Promise.reject(new Problem("roomLeft", 0));
    const id = newId<CommandId>();
    const answer = this.pending.add(id, command);
    void this.send(id, command);
    return answer;
  }

  get hasPending(): boolean {
    return !this.pending.isEmpty;
  }

  negotiate(offer: Offer): Promise<OfferAnswer> {
    return this.hub?.isOpen ? this.hub.call("Negotiate", offer) : Promise.reject(new Problem("network", 0));
  }

  /** Whether the media connection of this window stands, of which the line before was told. */
  resumeMedia(): Promise<boolean> {
    return this.hub?.isOpen ? this.hub.call("ResumeMedia") : Promise.reject(new Problem("network", 0));
  }

  renewRelay(): Promise<RelayAnswer> {
    return this.hub?.isOpen ? this.hub.call("RenewRelay") : Promise.reject(new Problem("network", 0));
  }

  /** These two hold for the present line only; whoever uses them says them again after each welcome. */
  setView(pictures: WantedPicture[]): void {
    if (this.hub?.isOpen) void this.hub.call("SetView", pictures).catch(() => undefined);
  }

  setSources(sources: SourcesRequest): void {
    if (this.hub?.isOpen) void this.hub.call("SetSources", sources).catch(() => undefined);
  }

  /** Not sent again when the line breaks: what was bad is then seen from the line itself. */
  reportCall(report: CallReport): void {
    if (this.hub?.isOpen) void this.hub.call("ReportCall", report).catch(() => undefined);
  }

  readonly tryNow = (): void => {
    if (this.closed || this.timer === null) return;
    clearTimeout(this.timer);
    this.timer = null;
    void this.connect();
  };

  /** Drops the line and comes in anew: what came over it does not follow from what this page has. */
  private restart(): void {
    const hub = this.hub;
    if (!hub) return;
    void hub.close().catch(() => undefined);
  }

  // A page that was asleep in the background should not wait for its timer.
  private readonly seen = (): void => {
    if (document.visibilityState === "visible") this.tryNow();
  };

  private async connect(): Promise<void> {
    const hub = new RoomHub();
    this.hub = hub;
    this.early = [];
    hub.on("Events", (batch) => {
      if (this.hub !== hub) return;
      if (this.early) this.early.push(batch);
      else if (!this.handlers.events(batch)) this.restart();
    });
    hub.on("Momentary", (message) => {
      if (this.hub === hub) this.handlers.momentary(message);
    });
    let over = false;
    const gone = () => {
      if (over || this.hub !== hub) return;
      over = true;
      this.hub = null;
      this.again();
    };
    hub.onClosed(gone);
    try {
      await within(patience, hub.open());
      const asked = Date.now();
      const answer = await within(patience, hub.call("Enter", { meeting: this.meeting, contractHash, revision: this.handlers.revision(), window: this.window }));
      if (this.closed || this.hub !== hub) return;
      if (!answer.welcome) {
        over = true;
        this.refuse(answer.rejection?.code ?? "unknown");
        return;
      }
      this.window = answer.welcome.window;
      this.handlers.welcome(answer.welcome, asked, Date.now());
      this.tries = 0;
      this.lostAt = null;
      this.handlers.state({ kind: "open" });
      const early = this.early ?? [];
      this.early = null;
      if (!early.every((batch) => this.handlers.events(batch))) return this.restart();
      for (const { id, command } of this.pending.all) void this.send(id, command);
    } catch {
      // Not reachable, or the line broke while entering: the next try comes either way.
      void hub.close().catch(() => undefined);
      gone();
    }
  }

  private refuse(code: string): void {
    void this.close(false);
    this.handlers.refused(code);
  }

  private again(): void {
    if (this.closed) return;
    this.lostAt ??= Date.now();
    this.handlers.state({ kind: "lost", since: this.lostAt, tries: this.tries });
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.connect();
    }, waitBefore(this.tries++));
  }

  private async send(id: CommandId, command: RoomCommand): Promise<void> {
    const hub = this.hub;
    if (!hub?.isOpen || this.early) return; // sent after the next welcome
    try {
      const answer = await hub.call("Execute", id, command);
      if (answer.rejection) this.pending.refused(id, new Problem(answer.rejection.code, 422, {}, answer.rejection.parameters));
      else this.pending.done(id, answer.revision ?? 0);
    } catch {
      // A broken line also ends here, a moment before it is known to be broken: then the command stays and is sent again.
      await delay(0);
      if (hub.isOpen && this.hub === hub) this.pending.refused(id, new Problem("unknown", 500));
    }
  }
}

const delay = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new Problem("timeout", 0)), milliseconds)));
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
