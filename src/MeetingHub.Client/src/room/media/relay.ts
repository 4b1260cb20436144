import type { RelayAccess } from "../../contract.g";

/**
 * The TURN server that this page may go through, and until when. New access is asked for when half of the time is gone, so that a
 * path which breaks hours into a meeting can still be mended by it.
 */
export class Relay {
  private access: RelayAccess | null = null;
  private renewAt = Number.POSITIVE_INFINITY;
  private asking: Promise<void> | null = null;

  /** @param ask Rejects while there is no line to the server. */
  constructor(private readonly ask: () => Promise<RelayAccess | undefined>) {}

  /** @param now Milliseconds of a clock that goes on while the machine sleeps: Date.now(). */
  take(access: RelayAccess | undefined, now: number): void {
    this.access = access ?? null;
    this.renewAt = access ? now + access.seconds * 500 : Number.POSITIVE_INFINITY;
  }

  get servers(): RTCIceServer[] {
    return this.access ? [{ urls: this.access.urls, username: this.access.username, credential: this.access.credential }] : [];
  }

  /** Asks for new access if it is time to. Never rejects: what there is may do, and the next call asks again. */
  renew(now: number): Promise<void> {
    if (now < this.renewAt) return Promise.resolve();
    this.asking ??= this.ask()
      .then((access) => this.take(access, now))
      .catch(() => undefined)
      .finally(() => (this.asking = null));
    return this.asking;
  }
}
