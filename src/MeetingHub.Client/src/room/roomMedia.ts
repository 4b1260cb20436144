import { computed, effectScope, type InjectionKey, inject, ref, watch } from "vue";
import type { ConnectionId, Momentary, ParticipantId, SourceKind, WantedPicture, Welcome } from "../contract.g";
import type { LiveRoom } from "./liveRoom";
import { Care } from "./media/care";
import type { LocalDevices } from "./media/devices";
import { Lines } from "./media/lines";
import { MediaPeer } from "./media/peer";
import { Relay } from "./media/relay";
import { ScreenShare } from "./media/share";
import { SlotMap } from "./media/slots";
import { Loudspeaker } from "./media/speakers";
import { VoiceCare, wayOut } from "./media/voice";
import { Wishes } from "./media/wishes";

/** Pairs of slots in the first offer; more are added when more people are to be seen. */
const firstPairs = 7;
const renewEvery = 2_000;
/** A connection that fails again and again is tried less and less often, up to this. */
const longestPause = 15_000;

const seconds = () => performance.now() / 1000;

/**
 * Sending and receiving for as long as the page is in the meeting. It outlives the line to the server: when the line breaks and the
 * page comes back to its window, what still flows goes on; otherwise it begins anew.
 */
export function createRoomMedia(room: LiveRoom, devices: LocalDevices, news: (what: "screenRefused") => void) {
  const scope = effectScope(true);
  const slots = new SlotMap();
  const loudspeaker = new Loudspeaker();
  const share = new ScreenShare(() => news("screenRefused"));
  const lines = new Lines();
  const relay = new Relay(async () => (await room.renewRelay()).relay);
  const isFlowing = ref(false);
  /** A code when this server, or this browser, has no media; the meeting goes on in text. */
  const unavailable = ref<string | null>(null);
  /** What flowed flows no more; until it does again. */
  const isBroken = ref(false);
  /** As the last welcome named this window. */
  let connection: ConnectionId | null = null;
  let voice = new VoiceCare();
  let peer: MediaPeer | null = null;
  let maxPairs = firstPairs;
  let failures = 0;
  let restartTimer: ReturnType<typeof setTimeout> | null = null;
  const wishes = scope.run(
    () =>
      new Wishes(
        () => maxPairs,
        (pictures) => room.setView(pictures),
      ),
  )!;
  const care = new Care(room, slots, () => (isFlowing.value ? peer : null), look, { resubscribe, reacquire, rebuild: again });

  function begin(welcome: Welcome): void {
    const isSame = welcome.connection === connection;
    connection = welcome.connection;
    maxPairs = welcome.media.maxSlots;
    relay.take(welcome.media.relay, Date.now());
    unavailable.value = welcome.media.unavailable ?? (typeof RTCPeerConnection === "undefined" ? "noWebRtc" : null);
    if (unavailable.value) end();
    else if (isSame && peer?.isAnswered) void goOn(peer);
    else connect();
  }

  /** The line was away, the window is the same: what did not stop goes on, unless the server has nothing of it any more. */
  async function goOn(mine: MediaPeer): Promise<void> {
    const stands = await room.resumeMedia().catch(() => null);
    // Broken again, it is asked again after the next welcome.
    if (peer !== mine || (stands === null && room.line.value.kind !== "open")) return;
    if (stands) offer(mine);
    else connect();
  }

  function connect(): void {
    if (restartTimer) clearTimeout(restartTimer);
    restartTimer = null;
    peer?.close();
    isFlowing.value = false;
    lines.forget();
    care.forget();
    const mine = new MediaPeer(slots, maxPairs, relay.servers, {
      negotiate: (offer) => room.negotiate(offer),
      iceServers: async () => {
        await relay.renew(Date.now());
        return relay.servers;
      },
      connected: (isConnected) => {
        if (peer !== mine) return;
        isBroken.value = !isConnected && (isBroken.value || isFlowing.value);
        isFlowing.value = isConnected;
        if (isConnected) failures = 0;
      },
      failed: () => {
        if (peer === mine) again();
      },
    });
    peer = mine;
    voice = new VoiceCare();
    mine.keepSmall(wishes.isSaving.value);
    void Promise.all([mine.send("microphone", devices.tracks.microphone), mine.send("camera", devices.tracks.camera), mine.send("screen", share.track.value)]).catch(() => undefined);
    offer(mine);
  }

  function offer(mine: MediaPeer): void {
    mine
      .grow(Math.max(firstPairs, Math.min(wishes.wanted.value.length, maxPairs)))
      .then(() => {
        if (peer !== mine) return;
        loudspeaker.play(slots.audio);
        // Only now does the server know of these lines.
        tellSources();
        wishes.tellNow(true);
      })
      .catch(() => {
        // The line broke meanwhile: it goes on, or begins anew, with the next welcome. Otherwise it is worth another try.
        if (peer !== mine || room.line.value.kind !== "open") return;
        again();
      });
  }

  function again(): void {
    care.reconnected();
    peer?.close();
    peer = null;
    isBroken.value ||= isFlowing.value;
    isFlowing.value = false;
    if (restartTimer) return;
    restartTimer = setTimeout(() => {
      restartTimer = null;
      if (room.line.value.kind === "open" && !unavailable.value) connect();
    }, Math.min(longestPause, 250 * 2 ** failures++));
  }

  function hear(message: Momentary): void {
    lines.hear(message);
    if (message.type === "slotsShown") slots.apply(message);
    else if (message.type === "mediaLost") again();
    else if (message.type === "voiceThrift" && voice.ask(message.isOn, seconds())) void speak();
    else if (message.type === "layersWatched" && (message.kind === "camera" || message.kind === "screen")) peer?.watch(message.kind, message.layers);
  }

  /** Who is not heard makes no new offer for a voice: of a hundred listeners all would at once. Should it fail, the line begins anew. */
  async function speak(): Promise<void> {
    if (maySound.value && devices.tracks.microphone) await peer?.speak(voice.form).catch(() => undefined);
  }

  /** No pictures of cameras at all, and the own camera only on request and small. */
  function save(isOn: boolean): void {
    if (isOn) devices.off("camera");
    peer?.keepSmall(isOn);
    wishes.save(isOn);
  }

  function tellSources(): void {
    room.setSources({ microphone: devices.tracks.microphone !== null, camera: devices.tracks.camera !== null, screen: share.track.value !== null });
  }

  async function look(report: RTCStatsReport): Promise<void> {
    const { lost, available } = wayOut(report);
    if (voice.look(lost, available, seconds())) await speak();
  }

  /** Lines offered again mend a mapping that one side has lost. */
  async function resubscribe(mine: MediaPeer, mids: readonly string[]): Promise<void> {
    const shown = mids.map((mid) => slots.carriedBy(mid));
    wishes.renew((picture) => shown.some((from) => from?.participant === picture.participant && from.kind === picture.kind));
    await mine.offerAgain();
  }

  /** The device is asked for anew; what cannot be asked for without the person is put in again. */
  async function reacquire(mine: MediaPeer, kind: "microphone" | "camera" | "screen"): Promise<void> {
    if (kind !== "screen") return devices.on(kind);
    await mine.send(kind, null);
    await mine.send(kind, share.track.value);
  }

  /** May this window be heard: unmuted in the log, by this very window. */
  const maySound = computed(() => room.me.value?.sound !== undefined && room.me.value.sound === room.welcome.value?.connection);

  scope.run(() => {
    watch([() => devices.tracks.microphone, maySound], ([track, may]) => {
      if (track) track.enabled = may;
      void speak();
    });
    for (const [kind, source] of [["microphone", () => devices.tracks.microphone], ["camera", () => devices.tracks.camera], ["screen", share.track]] as const)
      watch(source, (track) => {
        void peer?.send(kind, track).catch(() => undefined);
        tellSources();
      });
    watch(wishes.wanted, (pictures) => {
      if (pictures.length > slots.videoPairs.value && slots.videoPairs.value > 0)
        void peer
          ?.grow(pictures.length)
          .then(() => loudspeaker.play(slots.audio))
          .catch(() => undefined);
    });
    watch(
      () => devices.chosen.speaker,
      (id) => void loudspeaker.choose(id).catch(() => (devices.chosen.speaker = "")),
    );
  });
  if (devices.chosen.speaker) void loudspeaker.choose(devices.chosen.speaker).catch(() => undefined);

  const renewing = setInterval(() => void relay.renew(Date.now()), renewEvery);
  const networkChanged = () => peer?.networkChanged();
  // Firefox and Safari tell only of being on a network again; Chromium also of a change from one to another.
  const network = (navigator as Navigator & { connection?: EventTarget }).connection;
  addEventListener("online", networkChanged);
  network?.addEventListener("change", networkChanged);
  // With a goodbye the server need not wonder whether the page comes back; one that is only put aside may.
  const gone = (event: PageTransitionEvent) => {
    if (!event.persisted) peer?.close();
  };
  addEventListener("pagehide", gone);

  function end(): void {
    if (restartTimer) clearTimeout(restartTimer);
    restartTimer = null;
    peer?.close();
    peer = null;
    isBroken.value = false;
    isFlowing.value = false;
    slots.clear();
    loudspeaker.stop();
  }

  return {
    slots,
    loudspeaker,
    isFlowing,
    isUnheard: care.isUnheard,
    /** Whether what is seen of a picture is old: its slot stands still, or nothing comes at all. */
    isFrozen: (participant: ParticipantId, kind: SourceKind) => isBroken.value || care.isFrozen(participant, kind),
    unavailable,
    maySound,
    lines,
    isSaving: wishes.isSaving,
    save,
    begin,
    hear,
    share: () => share.begin(),
    stopSharing: () => share.end(),
    want: (pictures: WantedPicture[]) => (wishes.wanted.value = pictures),
    isSharing: computed(() => share.track.value !== null),
    statistics: () => peer?.statistics ?? null,
    close: () => {
      scope.stop();
      care.close();
      wishes.close();
      clearInterval(renewing);
      removeEventListener("online", networkChanged);
      network?.removeEventListener("change", networkChanged);
      removeEventListener("pagehide", gone);
      share.end();
      end();
    },
  };
}

export type RoomMedia = ReturnType<typeof createRoomMedia>;

export const mediaKey: InjectionKey<RoomMedia> = Symbol("media");

export function useMedia(): RoomMedia {
  const media = inject(mediaKey);
  if (!media) throw new Error("Only inside a room.");
  return media;
}
