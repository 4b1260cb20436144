import { computed, reactive, ref, shallowReactive, watch } from "vue";

export type Input = "microphone" | "camera";
/** Why an input gives nothing: the person or a policy said no; another program has it; there is none; the page is not on https. */
export type Fault = "refused" | "busy" | "missing" | "insecure";
export type DeviceNews = { kind: "lost"; input: Input; replaced: boolean } | { kind: "speakerLost" };

const chosenKey = (kind: Input | "speaker") => `device.${kind}`;

/** Enough for a large tile. How much of it is encoded follows who watches: see layers.ts. */
const constraints = {
  microphone: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  camera: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 24, max: 30 } },
} as const;

/** The microphone and the camera of this machine, and the choice of loudspeaker. What is off is really off: no track, no light. */
export class LocalDevices {
  readonly tracks = shallowReactive<Record<Input, MediaStreamTrack | null>>({ microphone: null, camera: null });
  readonly faults = reactive<Record<Input, Fault | null>>({ microphone: null, camera: null });
  /** The system or a switch on the device keeps it silent; the track goes on without sound. */
  readonly mutedBySystem = ref(false);
  readonly list = ref<MediaDeviceInfo[]>([]);
  readonly chosen = reactive({
    microphone: localStorage.getItem(chosenKey("microphone")) ?? "",
    camera: localStorage.getItem(chosenKey("camera")) ?? "",
    speaker: localStorage.getItem(chosenKey("speaker")) ?? "",
  });
  readonly of = (kind: MediaDeviceKind) => computed(() => this.list.value.filter((device) => device.kind === kind && device.deviceId !== ""));
  private wanted: Record<Input, boolean> = { microphone: false, camera: false };
  private turn = { microphone: 0, camera: 0 };

  constructor(private readonly news: (news: DeviceNews) => void) {
    navigator.mediaDevices?.addEventListener("devicechange", this.changed);
    watch(
      () => ({ ...this.chosen }),
      (now) => {
        for (const kind of ["microphone", "camera", "speaker"] as const) localStorage.setItem(chosenKey(kind), now[kind]);
      },
    );
  }

  /** Resolves when the input is on or its fault is known; never rejects. */
  async on(input: Input, deviceId = this.chosen[input]): Promise<void> {
    this.wanted[input] = true;
    const turn = ++this.turn[input];
    const got = await this.ask(input, deviceId);
    if (turn !== this.turn[input] || !this.wanted[input]) {
      if (typeof got !== "string") got.stop(); // switched off, or to another device, while the browser asked
      return;
    }
    this.tracks[input]?.stop();
    if (typeof got === "string") {
      this.tracks[input] = null;
      this.faults[input] = got;
      return;
    }
    this.faults[input] = null;
    this.take(input, got);
    // Names of devices are known only once one was allowed.
    await this.renew();
  }

  off(input: Input): void {
    this.wanted[input] = false;
    this.turn[input]++;
    this.tracks[input]?.stop();
    this.tracks[input] = null;
    if (input === "microphone") this.mutedBySystem.value = false;
  }

  async choose(input: Input, deviceId: string): Promise<void> {
    this.chosen[input] = deviceId;
    if (this.wanted[input]) await this.on(input, deviceId);
  }

  async renew(): Promise<void> {
    if (navigator.mediaDevices) this.list.value = await navigator.mediaDevices.enumerateDevices();
  }

  close(): void {
    navigator.mediaDevices?.removeEventListener("devicechange", this.changed);
    this.off("microphone");
    this.off("camera");
  }

  private take(input: Input, track: MediaStreamTrack): void {
    track.addEventListener("ended", () => void this.lost(input, track));
    if (input === "microphone") {
      this.mutedBySystem.value = track.muted;
      track.addEventListener("mute", () => (this.mutedBySystem.value = this.tracks.microphone === track));
      track.addEventListener("unmute", () => (this.mutedBySystem.value = false));
    }
    this.tracks[input] = track;
  }

  private async ask(input: Input, deviceId: string): Promise<MediaStreamTrack | Fault> {
    if (!navigator.mediaDevices?.getUserMedia) return "insecure";
    const kind = input === "microphone" ? "audio" : "video";
    const one = async (id: string) => {
      const stream = await navigator.mediaDevices.getUserMedia({ [kind]: { ...constraints[input], ...(id ? { deviceId: { exact: id } } : {}) } });
      return stream.getTracks()[0]!;
    };
    try {
      return await one(deviceId);
    } catch (error) {
      // The one chosen last time is not here today.
      if (deviceId && error instanceof DOMException && (error.name === "OverconstrainedError" || error.name === "NotFoundError"))
        try {
          return await one("");
        } catch (second) {
          return faultOf(second);
        }
      return faultOf(error);
    }
  }

  private async lost(input: Input, track: MediaStreamTrack): Promise<void> {
    if (this.tracks[input] !== track) return;
    this.tracks[input] = null;
    await this.on(input, "");
    this.news({ kind: "lost", input, replaced: this.tracks[input] !== null });
  }

  private readonly changed = (): void => {
    void this.renew().then(() => {
      const speakers = this.list.value.filter((device) => device.kind === "audiooutput");
      if (this.chosen.speaker && speakers.length > 0 && !speakers.some((device) => device.deviceId === this.chosen.speaker)) {
        this.chosen.speaker = "";
        this.news({ kind: "speakerLost" });
      }
    });
  };
}

function faultOf(error: unknown): Fault {
  switch (error instanceof DOMException ? error.name : "") {
    case "NotAllowedError":
    case "SecurityError":
      return "refused";
    case "NotFoundError":
    case "OverconstrainedError":
      return "missing";
    default:
      return "busy";
  }
}
