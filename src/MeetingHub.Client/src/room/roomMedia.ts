import { computed, effectScope, type InjectionKey, inject, ref, watch } from "vue";
import type { Momentary, ParticipantId, SourceKind, WantedPicture, Welcome } from "../contract.g";
import type { LiveRoom } from "./liveRoom";
import type { LocalDevices } from "./media/devices";
import { CallWatch, countersOf } from "./media/callReport";
import { flowOf } from "./media/flow";
import { Lines } from "./media/lines";
import { MediaPeer, type Sent } from "./media/peer";
import { Relay } from "./media/relay";
import { haveSamePictures, isSameView, steady } from "./media/view";
import { SlotMap } from "./media/slots";
import { Loudspeaker } from "./media/speakers";
import { type Expected, Vigil } from "./media/vigil";
import { VoiceCare, wayOut } from "./media/voice";

/** Pairs of slots in the first offer; more are added when more people are to be seen. */
const firstPairs = 7;
const healthEvery = 2_000;
/** A bad stretch is told of over ten seconds or more. */
const judgeEvery = 5_000;
/** What a page does in one go, a tile that moves for instance, reaches the server as one change. */
const viewPause = 30;
/** While a window or a panel is being dragged only the last size counts. */
const sizePause = 300;
/** Whoever only looks into another tab for a moment finds the pictures as they were. */
const hiddenPause = 2_000;
/** A connection that fails again and again is tried less and less often, up to this. */
const longestPause = 15_000;

const seconds = () => performance.now() / 1000;

/** Remembered on this machine: a line that costs by the megabyte does so tomorrow as well. */
const savingKey = "room.saving";

/** Sending and receiving for as long as the page is in the meeting; begins anew with each line to the server. */
export function createRoomMedia(room: LiveRoom, devices: LocalDevices, news: (what: "screenRefused") => void) {
  const scope = effectScope(true);
  const slots = new SlotMap();
  const loudspeaker = new Loudspeaker();
  const screen = ref<MediaStreamTrack | null>(null);
  const isFlowing = ref(false);
  /** A code when this server, or this browser, has no media; the meeting goes on in text. */
  const unavailable = ref<string | null>(null);
  /** Pictures that the page wants, most wanted first. */
  const wanted = ref<WantedPicture[]>([]);
  /** What the server was told of them last. */
  let view: WantedPicture[] = [];
  let viewTimer: { at: number; id: ReturnType<typeof setTimeout> } | null = null;
  const lines = new Lines();
  /** No pictures of cameras at all, and the own camera only on request and small. */
  const isSaving = ref(localStorage.getItem(savingKey) === "1");
  const call = new CallWatch();
  let voice = new VoiceCare();
  /** Slots whose picture stands still though it should not. */
  const frozen = ref<ReadonlySet<string>>(new Set());
  /** What flowed flows no more; until it does again. */
  const isBroken = ref(false);
  /** The others do not get what this window sends; being mended. */
  const isUnheard = ref(false);
  const relay = new Relay(async () => (await room.renewRelay()).relay);
  let vigil = new Vigil();
  let peer: MediaPeer | null = null;
  let maxPairs = firstPairs;
  let failures = 0;
  let restartTimer: ReturnType<typeof setTimeout> | null = null;

  function begin(welcome: Welcome): void {
    maxPairs = welcome.media.maxSlots;
    relay.take(welcome.media.relay, Date.now());
    unavailable.value = welcome.media.unavailable ?? (typeof RTCPeerConnection === "undefined" ? "noWebRtc" : null);
    if (unavailable.value) {
      end();
      return;
    }
    connect();
  }

  function connect(): void {
    peer?.close();
    isFlowing.value = false;
    forget();
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
    mine.keepSmall(isSaving.value);
    void Promise.all([mine.send("microphone", devices.tracks.microphone), mine.send("camera", devices.tracks.camera), mine.send("screen", screen.value)]).catch(() => undefined);
    mine
      .grow(Math.max(firstPairs, Math.min(wanted.value.length, maxPairs)))
      .then(() => {
        if (peer !== mine) return;
        loudspeaker.play(slots.audio);
        // Only now does the server know of these lines.
        tellSources();
        sendView(true);
      })
      .catch(() => {
        // The line broke meanwhile: the next welcome begins anew. Otherwise it is worth another try.
        if (peer !== mine || room.line.value.kind !== "open") return;
        again();
      });
  }

  function again(): void {
    call.reconnected();
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

  function save(isOn: boolean): void {
    isSaving.value = isOn;
    localStorage.setItem(savingKey, isOn ? "1" : "0");
    if (isOn) devices.off("camera");
    peer?.keepSmall(isOn);
    sendViewIn(0);
  }

  function tellSources(): void {
    room.setSources({ microphone: devices.tracks.microphone !== null, camera: devices.tracks.camera !== null, screen: screen.value !== null });
  }

  /** @param always Also when it is what the server knows already, as after a new connection. */
  function sendView(always = false): void {
    // A page that nobody sees shows nothing; it goes on being heard.
    const asked = isSaving.value ? wanted.value.filter((picture) => picture.kind === "screen") : wanted.value;
    const seen = document.visibilityState === "hidden" ? [] : asked.slice(0, maxPairs);
    const next = steady(seen, view);
    if (!always && isSameView(next, view)) return;
    view = next;
    room.setView(view);
  }

  /** The earlier of two requests holds. */
  function sendViewIn(pause: number): void {
    const at = performance.now() + pause;
    if (viewTimer && viewTimer.at <= at) return;
    if (viewTimer) clearTimeout(viewTimer.id);
    viewTimer = {
      at,
      id: setTimeout(() => {
        viewTimer = null;
        sendView();
      }, pause),
    };
  }

  const seen = (): void => sendViewIn(document.visibilityState === "hidden" ? hiddenPause : 0);
  document.addEventListener("visibilitychange", seen);

  /** May this window be heard: unmuted in the log, by this very window. */
  const maySound = computed(() => room.me.value?.sound !== undefined && room.me.value.sound === room.welcome.value?.connection);

  scope.run(() => {
    watch([() => devices.tracks.microphone, maySound], ([track, may]) => {
      if (track) track.enabled = may;
      void speak();
    });
    for (const input of ["microphone", "camera"] as const)
      watch(
        () => devices.tracks[input],
        (track) => {
          void peer?.send(input, track).catch(() => undefined);
          tellSources();
        },
      );
    watch(screen, (track) => {
      void peer?.send("screen", track).catch(() => undefined);
      tellSources();
    });
    watch(
      wanted,
      (pictures, before) => {
        sendViewIn(haveSamePictures(pictures, before) ? sizePause : viewPause);
        if (pictures.length > slots.videoPairs.value && slots.videoPairs.value > 0)
          void peer
            ?.grow(pictures.length)
            .then(() => loudspeaker.play(slots.audio))
            .catch(() => undefined);
      },
    );
    watch(
      () => devices.chosen.speaker,
      (id) => void loudspeaker.choose(id).catch(() => (devices.chosen.speaker = "")),
    );
  });
  if (devices.chosen.speaker) void loudspeaker.choose(devices.chosen.speaker).catch(() => undefined);

  const timer = setInterval(() => void look().catch(() => undefined), healthEvery);
  const networkChanged = () => peer?.networkChanged();
  // Firefox and Safari tell only of being on a network again; Chromium also of a change from one to another.
  const network = (navigator as Navigator & { connection?: EventTarget }).connection;
  addEventListener("online", networkChanged);
  network?.addEventListener("change", networkChanged);

  /** What should flow and does not is mended, the gentlest way first; what is frozen meanwhile is said to be. */
  async function look(): Promise<void> {
    void relay.renew(Date.now());
    const mine = peer;
    // A path that is down is minded by the peer itself.
    if (!mine || !isFlowing.value || document.visibilityState === "hidden") return;
    const report = await mine.statistics;
    if (peer !== mine) return;
    const { lost, available } = wayOut(report);
    if (voice.look(lost, available, seconds())) await speak();
    const flow = flowOf(report);
    if (peer !== mine) return;
    const sending = mine.sending();
    const found = vigil.look(flow, expected(sending), seconds());
    frozen.value = new Set(found.frozen);
    isUnheard.value = found.isUnheard;
    switch (found.remedy) {
      case "resubscribe":
        return resubscribe(mine, found.lines);
      case "reacquire":
        for (const { mid, kind } of sending) if (found.lines.includes(mid)) await reacquire(mine, kind);
        return;
      case "restart":
        return mine.restart();
      case "rebuild":
        return again();
      case null:
    }
  }

  function expected(sending: { mid: string; kind: Sent }[]): Expected {
    const talks = (mid: string) => {
      const from = slots.carriedBy(mid);
      return from !== undefined && room.isTalking(from.participant);
    };
    const me = room.myId.value;
    return {
      pictures: slots.mapped.filter((mid) => !isExcused(mid)),
      voices: slots.audio.map((slot) => slot.mid).filter(talks),
      sending: sending.filter(({ kind }) => kind !== "screen").map(({ mid }) => mid),
      missed: sending.filter(({ kind }) => kind === "camera" && me !== null && room.isStalled(me, kind)).map(({ mid }) => mid),
    };
  }

  /** A picture that is asked for anew comes with a keyframe; lines offered again mend a mapping that one side has lost. */
  async function resubscribe(mine: MediaPeer, mids: readonly string[]): Promise<void> {
    const shown = mids.map((mid) => slots.carriedBy(mid));
    const rest = view.filter((picture) => !shown.some((from) => from?.participant === picture.participant && from.kind === picture.kind));
    if (rest.length < view.length) {
      room.setView(rest);
      sendView(true);
    }
    await mine.offerAgain();
  }

  /** The device is asked for anew; what cannot be asked for without the person is put in again. */
  async function reacquire(mine: MediaPeer, kind: Sent): Promise<void> {
    if (kind !== "screen") return devices.on(kind);
    await mine.send(kind, null);
    await mine.send(kind, screen.value);
  }

  const judging = setInterval(() => void judge().catch(() => undefined), judgeEvery);

  /** What was bad is told to the server, which keeps it for the administrator. Also in the background: voices are heard there as well. */
  async function judge(): Promise<void> {
    const mine = peer;
    if (!mine || !isFlowing.value) return;
    const counters = countersOf(await mine.statistics);
    if (peer !== mine) return;
    const shown = new Map(slots.mapped.filter((mid) => !isExcused(mid)).map((mid) => [mid, slots.carriedBy(mid)!]));
    const bad = call.look(counters, performance.now() / 1000, shown);
    if (bad) room.reportCall(bad);
  }

  /** Said to stand still at its source: a covered camera, a screen on which nothing moves. */
  function isExcused(mid: string): boolean {
    const from = slots.carriedBy(mid);
    return !from || from.kind === "screen" || room.isStalled(from.participant, from.kind);
  }

  /** Whether what is seen of a picture is old: its slot stands still, or nothing comes at all. */
  function isFrozen(participant: ParticipantId, kind: SourceKind): boolean {
    const carried = slots.find(participant, kind);
    return isBroken.value || (carried !== undefined && frozen.value.has(carried.from.mid));
  }

  /** What is known of a connection says nothing of the next. */
  function forget(): void {
    lines.forget();
    vigil = new Vigil();
    frozen.value = new Set();
    isUnheard.value = false;
  }

  async function share(): Promise<void> {
    let track: MediaStreamTrack | undefined;
    try {
      const stream = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: { max: 15 } }, audio: false });
      track = stream.getVideoTracks()[0];
    } catch (error) {
      // Closing the browser's window of choice is no fault; being forbidden by the system is.
      if (!(error instanceof DOMException) || error.name !== "NotAllowedError" || !navigator.userActivation?.isActive) news("screenRefused");
      return;
    }
    if (!track) return;
    track.contentHint = "detail";
    track.addEventListener("ended", () => {
      if (screen.value === track) screen.value = null;
    });
    screen.value = track;
  }

  function stopSharing(): void {
    screen.value?.stop();
    screen.value = null;
  }

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
    screen,
    isFlowing,
    isUnheard,
    isFrozen,
    unavailable,
    maySound,
    lines,
    isSaving,
    save,
    begin,
    hear,
    share,
    stopSharing,
    want: (pictures: WantedPicture[]) => (wanted.value = pictures),
    isSharing: computed(() => screen.value !== null),
    statistics: () => peer?.statistics ?? null,
    close: () => {
      scope.stop();
      clearInterval(timer);
      clearInterval(judging);
      if (viewTimer) clearTimeout(viewTimer.id);
      document.removeEventListener("visibilitychange", seen);
      removeEventListener("online", networkChanged);
      network?.removeEventListener("change", networkChanged);
      stopSharing();
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

