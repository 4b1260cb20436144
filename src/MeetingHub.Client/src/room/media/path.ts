/** An ICE restart keeps everything and finds another way; a rebuilt connection begins from nothing. */
export type PathRemedy = "restart" | "rebuild";

/** Milliseconds that each restart is given; then the connection is rebuilt. */
const restartPatience = [3_000, 4_000, 5_000];
/** A first path has to be found by then: UDP, TCP and a relay are tried at once. */
const firstPatience = 8_000;
/** A changed network says so several times. */
const settling = 300;

/**
 * When the way to the server is to be mended, and how. Decisions alone: it is told what happens and when, in milliseconds of one
 * clock, and asked again at `deadline`.
 */
export class PathCare {
  /** When to ask `due`; null while there is nothing to decide. */
  deadline: number | null = null;
  private state: RTCPeerConnectionState = "new";
  private hasBeenUp = false;
  private networkHasChanged = false;
  private restarts = 0;

  /** The first offer is on its way. */
  begun(now: number): void {
    this.deadline = now + firstPatience;
  }

  changed(state: RTCPeerConnectionState, now: number): void {
    this.state = state;
    if (state === "connected") this.hasBeenUp = true;
    if (state === "connected" && !this.networkHasChanged) {
      this.deadline = null;
      this.restarts = 0;
    } else if (state === "failed" && !this.hasBeenUp) this.deadline = now;
    // A browser says "disconnected" after seconds of silence; a restart does no harm if it was wrong.
    else if (state === "disconnected" || state === "failed") this.deadline ??= now;
  }

  /** Another network, or one again: what is connected by its own word may be dead already. */
  networkChanged(now: number): void {
    if (!this.hasBeenUp) return;
    this.networkHasChanged = true;
    this.restarts = 0;
    this.deadline = now + settling;
  }

  due(now: number): PathRemedy | null {
    if (this.deadline === null || now < this.deadline) return null;
    if (this.state === "connected" && !this.networkHasChanged) {
      this.deadline = null;
      return null;
    }
    this.networkHasChanged = false;
    const patience = this.hasBeenUp ? restartPatience[this.restarts++] : undefined;
    this.deadline = patience === undefined ? null : now + patience;
    return patience === undefined ? "rebuild" : "restart";
  }
}
