/** Keeps a phone's screen on while in the meeting; the browser takes the lock away whenever the page is hidden. */
export class WakeLock {
  private lock: WakeLockSentinel | null = null;
  private wanted = false;

  hold(): void {
    this.wanted = true;
    document.addEventListener("visibilitychange", this.again);
    void this.ask();
  }

  release(): void {
    this.wanted = false;
    document.removeEventListener("visibilitychange", this.again);
    void this.lock?.release().catch(() => undefined);
    this.lock = null;
  }

  private readonly again = (): void => {
    if (document.visibilityState === "visible") void this.ask();
  };

  private async ask(): Promise<void> {
    if (!this.wanted || !("wakeLock" in navigator)) return;
    try {
      this.lock = await navigator.wakeLock.request("screen");
    } catch {
      // Low battery or not allowed: the screen goes dark as usual, the meeting goes on.
    }
  }
}
