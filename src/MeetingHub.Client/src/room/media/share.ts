import { shallowRef } from "vue";

/** The screen, or a window of it, that this page shows to the others. */
export class ScreenShare {
  /** Null while nothing is shared; the browser's own button may end it. */
  readonly track = shallowRef<MediaStreamTrack | null>(null);

  /** @param refused The system forbids it, which the person cannot see. */
  constructor(private readonly refused: () => void) {}

  async begin(): Promise<void> {
    let track: MediaStreamTrack | undefined;
    try {
      const stream = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: { max: 15 } }, audio: false });
      track = stream.getVideoTracks()[0];
    } catch (error) {
      // Closing the browser's window of choice is no fault; being forbidden by the system is.
      if (!(error instanceof DOMException) || error.name !== "NotAllowedError" || !navigator.userActivation?.isActive) this.refused();
      return;
    }
    if (!track) return;
    track.contentHint = "detail";
    track.addEventListener("ended", () => {
      if (this.track.value === track) this.track.value = null;
    });
    this.track.value = track;
  }

  end(): void {
    this.track.value?.stop();
    this.track.value = null;
  }
}
