import type { Offer, OfferAnswer, OfferedLine } from "../../contract.g";
import { Problem } from "../../api/problem";
import { choose, encodingsOf, type Picture, singleEncodingOf } from "./layers";
import { PathCare } from "./path";
import { SlotMap } from "./slots";
import { plainVoice, type VoiceForm, withPackets } from "./voice";

export type Sent = "microphone" | "camera" | "screen";

/** Slots are added in steps: one step costs a few tens of milliseconds, thirty at once are heard (media.md, S5). */
const step = 7;
/** Audio slots without a picture, for voices that are off screen. */
const extraVoices = 3;

const voiceBitrate = 40_000;
const thriftyBitrate = 24_000;
/** Milliseconds of a thrifty voice in a packet. */
const thriftyPacket = 40;

export interface PeerHandlers {
  negotiate(offer: Offer): Promise<OfferAnswer>;
  /** Relays to go through where there is no other way, as they are now. */
  iceServers(): Promise<RTCIceServer[]>;
  /** Media flows, or no longer does. */
  connected(isConnected: boolean): void;
  /** This connection is of no more use; the owner makes another. */
  failed(): void;
}

/**
 * The one RTCPeerConnection of this window. It always offers: three sending lines that stay for good (a device that is off
 * has no track), and a pool of receiving slots that only grows. What the slots carry is said elsewhere: see SlotMap.
 */
export class MediaPeer {
  private readonly connection: RTCPeerConnection;
  private readonly senders = {} as Record<Sent, RTCRtpTransceiver>;
  private negotiation: Promise<void> = Promise.resolve();
  /** Layers that the server wants of each picture; null until it has said so. */
  private readonly watched: Record<Picture, readonly string[] | null> = { camera: null, screen: null };
  private adjustment: Promise<void> = Promise.resolve();
  private voice = plainVoice;
  private isSmall = false;
  private pairs = 0;
  /** The last offer has no answer: the line to the server broke, or it was refused. */
  private isOwed = false;
  private readonly path = new PathCare();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private closed = false;

  constructor(
    private readonly slots: SlotMap,
    private readonly maxPairs: number,
    iceServers: RTCIceServer[],
    private readonly handlers: PeerHandlers,
  ) {
    slots.clear();
    this.connection = new RTCPeerConnection({ bundlePolicy: "max-bundle", rtcpMuxPolicy: "require", iceServers });
    this.connection.addEventListener("connectionstatechange", this.changed);
    for (const kind of ["microphone", "camera", "screen"] as const) {
      const transceiver = kind === "microphone" ? this.connection.addTransceiver("audio", { direction: "sendonly", sendEncodings: [{ maxBitrate: voiceBitrate }] }) : this.addPicture(kind);
      slim(transceiver);
      this.senders[kind] = transceiver;
    }
  }

  /** Whether the server has taken an offer of it: before, there is nothing to go on with. */
  get isAnswered(): boolean {
    return this.connection.remoteDescription !== null;
  }

  /** The first offer, one that got no answer, or a later one with more slots. At most as many pairs as the server allows. */
  grow(pairs: number): Promise<void> {
    return this.inTurn(async () => {
      if (this.isOwed) await this.exchange();
      const wanted = Math.min(pairs, this.maxPairs);
      while (!this.closed && this.pairs < wanted) await this.add(Math.min(step, wanted - this.pairs));
    });
  }

  /** The same lines offered once more: mends a mapping or a path that one side has lost. */
  offerAgain(): Promise<void> {
    return this.inTurn(() => this.exchange());
  }

  /** Looks for another way to the server (an ICE restart); lines, keys and slots stay, and what flows goes on meanwhile. */
  restart(): Promise<void> {
    return this.inTurn(async () => {
      const iceServers = await this.handlers.iceServers();
      if (this.closed) return;
      this.connection.setConfiguration({ ...this.connection.getConfiguration(), iceServers });
      this.connection.restartIce();
      await this.exchange();
    });
  }

  networkChanged(): void {
    this.path.networkChanged(performance.now());
    this.mindPath();
  }

  /** Sends the voice in another form from now on. */
  async speak(form: VoiceForm): Promise<void> {
    if (this.closed || (form.repeats === this.voice.repeats && form.isThrifty === this.voice.isThrifty)) return;
    this.voice = form;
    const { sender } = this.senders.microphone;
    const parameters = sender.getParameters();
    for (const encoding of parameters.encodings) encoding.maxBitrate = form.isThrifty ? thriftyBitrate : voiceBitrate;
    await sender.setParameters(parameters);
    slim(this.senders.microphone, form.repeats);
    await this.offerAgain();
  }

  async send(kind: Sent, track: MediaStreamTrack | null): Promise<void> {
    if (this.closed) return;
    await this.senders[kind].sender.replaceTrack(track);
    if (kind !== "microphone") await this.adjust(kind);
  }

  /** Of the camera only the smallest layer is sent, whoever would like more. */
  keepSmall(isOn: boolean): void {
    this.isSmall = isOn;
    void this.adjust("camera");
  }

  /** The server's word on which layers of a picture anybody watches; the others rest. The picture at home goes on. */
  watch(kind: Picture, layers: readonly string[]): void {
    this.watched[kind] = layers;
    void this.adjust(kind);
  }

  /** Own lines whose device gives something that is meant to be heard or seen. */
  sending(): { mid: string; kind: Sent }[] {
    return Object.entries(this.senders).flatMap(([kind, { sender, mid }]) => {
      const track = sender.track;
      const gives = track?.readyState === "live" && track.enabled && !track.muted;
      // A camera that nobody watches rests by the server's word.
      const isWanted = sender.getParameters().encodings.some((encoding) => encoding.active !== false);
      return gives && isWanted && mid !== null ? [{ mid, kind: kind as Sent }] : [];
    });
  }

  get statistics(): Promise<RTCStatsReport> {
    return this.connection.getStats();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    this.connection.removeEventListener("connectionstatechange", this.changed);
    this.connection.close();
  }

  private addPicture(kind: Picture): RTCRtpTransceiver {
    try {
      return this.connection.addTransceiver("video", { direction: "sendonly", sendEncodings: encodingsOf(kind) });
    } catch {
      // A browser that knows no layers, or not so many.
      return this.connection.addTransceiver("video", { direction: "sendonly", sendEncodings: singleEncodingOf(kind) });
    }
  }

  /** One at a time: each change must be made on what the one before left. */
  private adjust(kind: Picture): Promise<void> {
    this.adjustment = this.adjustment.then(async () => {
      if (this.closed) return;
      const { sender } = this.senders[kind];
      const parameters = sender.getParameters();
      const small = this.isSmall && kind === "camera" ? parameters.encodings.slice(0, 1).map((one) => one.rid ?? "") : null;
      const watched = small ? small.filter((rid) => this.watched[kind]?.includes(rid) ?? true) : this.watched[kind];
      parameters.encodings = choose(kind, parameters.encodings, sender.track?.getSettings().height, watched);
      // A browser that refuses sends more than anybody watches, which does no harm but cost.
      await sender.setParameters(parameters).catch(() => undefined);
    });
    return this.adjustment;
  }

  /** Offers go one after the other; one that failed does not keep the next from being made. */
  private inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.negotiation.then(() => (this.closed ? undefined : work()));
    this.negotiation = done.catch(() => undefined);
    return done;
  }

  private async add(count: number): Promise<void> {
    // A slot's sound stands right before its picture; voices off screen come after the first pairs, by themselves.
    for (let n = 0; n < count; n++) {
      slim(this.connection.addTransceiver("audio", { direction: "recvonly" }));
      slim(this.connection.addTransceiver("video", { direction: "recvonly" }));
    }
    if (this.pairs === 0) for (let n = 0; n < extraVoices; n++) slim(this.connection.addTransceiver("audio", { direction: "recvonly" }));
    this.pairs += count;
    await this.exchange();
  }

  private async exchange(): Promise<void> {
    this.isOwed = true;
    await this.connection.setLocalDescription(await this.connection.createOffer());
    const sends = Object.entries(this.senders).map(([kind, transceiver]) => ({ mid: transceiver.mid!, kind: kind as Sent }) satisfies OfferedLine);
    if (this.connection.connectionState === "new") this.path.begun(performance.now());
    this.mindPath();
    // The first offer of a connection takes the place of what the server still has of this window.
    const isNew = this.connection.remoteDescription === null;
    const answer = await this.handlers.negotiate({ sdp: this.connection.localDescription!.sdp, sends, isNew });
    if (this.closed) return;
    if (answer.sdp === undefined) throw new Problem(answer.rejection?.code ?? "unknown", 422);
    const sdp = this.voice.isThrifty ? withPackets(answer.sdp, this.senders.microphone.mid!, thriftyPacket) : answer.sdp;
    await this.connection.setRemoteDescription({ type: "answer", sdp });
    this.isOwed = false;
    for (const transceiver of this.connection.getTransceivers()) {
      if (transceiver.direction !== "recvonly" || transceiver.mid === null) continue;
      const track = transceiver.receiver.track;
      this.slots.add({ mid: transceiver.mid, isVideo: track.kind === "video", stream: new MediaStream([track]) });
    }
  }

  private readonly changed = (): void => {
    const state = this.connection.connectionState;
    this.path.changed(state, performance.now());
    this.handlers.connected(state === "connected");
    this.mindPath();
  };

  private mindPath(): void {
    if (this.closed) return;
    clearTimeout(this.timer);
    const now = performance.now();
    const remedy = this.path.due(now);
    if (remedy === "rebuild") return this.handlers.failed();
    // Without a line to the server it cannot be asked; the path is minded again then, and a new line begins anew.
    if (remedy === "restart") void this.restart().catch(() => undefined);
    if (this.path.deadline !== null) this.timer = setTimeout(() => this.mindPath(), Math.max(0, this.path.deadline - now));
  }
}

/**
 * Only what is used: an offer with every codec is several times as long (media.md, S4). Pictures are sent in VP8 where there is VP8,
 * and received in the two codecs that every browser has by RFC 7742, since not every sender is one.
 */
function slim(transceiver: RTCRtpTransceiver, repeats = false): void {
  const kind = transceiver.receiver.track.kind;
  // A browser sends by the first codec that both sides have.
  const wanted = kind === "video" ? ["video/VP8", "video/H264", "video/rtx"] : repeats ? ["audio/red", "audio/opus"] : ["audio/opus", "audio/red"];
  const known = RTCRtpReceiver.getCapabilities(kind)?.codecs ?? [];
  const codecs = wanted.flatMap((type) => known.filter((codec) => codec.mimeType === type && isForwarded(codec)));
  if (codecs.length > 0) transceiver.setCodecPreferences(codecs);
}

/** Of H.264 the one form that everybody decodes: constrained baseline, in packets of the second mode. */
function isForwarded(codec: RTCRtpCodec): boolean {
  const format = codec.sdpFmtpLine ?? "";
  return codec.mimeType !== "video/H264" || (/packetization-mode=1/.test(format) && /profile-level-id=42[4-7c-f]/i.test(format));
}
