import { ref } from "vue";
import type { Slot } from "./slots";

/** Plays every audio slot. Elements stay outside the document's flow; lips are matched by the browser through the stream id. */
export class Loudspeaker {
  private readonly elements = new Map<string, HTMLAudioElement>();
  private sink = "";
  /** The browser waits for a press of a key or button before it lets the page be heard. */
  readonly blocked = ref(false);
  /** Choosing a loudspeaker is not possible in every browser. */
  static readonly canChoose = typeof HTMLMediaElement !== "undefined" && "setSinkId" in HTMLMediaElement.prototype;

  play(slots: readonly Slot[]): void {
    const mids = new Set(slots.map((slot) => slot.mid));
    for (const [mid, element] of this.elements) {
      if (mids.has(mid)) continue;
      element.srcObject = null;
      element.remove();
      this.elements.delete(mid);
    }
    for (const slot of slots) {
      let element = this.elements.get(slot.mid);
      if (!element) {
        element = document.createElement("audio");
        element.dataset["slot"] = slot.mid;
        element.hidden = true;
        document.body.append(element);
        this.elements.set(slot.mid, element);
        if (this.sink) void this.direct(element);
      }
      if (element.srcObject !== slot.stream) {
        element.srcObject = slot.stream;
        void this.start(element);
      }
    }
  }

  /** After a press: everything that was held back. */
  unblock(): void {
    this.blocked.value = false;
    for (const element of this.elements.values()) void this.start(element);
  }

  /** Rejects when the device is gone; what was heard before goes on. */
  async choose(deviceId: string): Promise<void> {
    this.sink = deviceId;
    await Promise.all([...this.elements.values()].map((element) => this.direct(element)));
  }

  stop(): void {
    this.play([]);
  }

  private async start(element: HTMLAudioElement): Promise<void> {
    try {
      await element.play();
    } catch (error) {
      // AbortError: another stream came meanwhile and is started by its own call.
      if (error instanceof DOMException && error.name === "NotAllowedError") this.blocked.value = true;
    }
  }

  private async direct(element: HTMLAudioElement): Promise<void> {
    if (Loudspeaker.canChoose) await (element as HTMLAudioElement & { setSinkId(id: string): Promise<void> }).setSinkId(this.sink);
  }
}
