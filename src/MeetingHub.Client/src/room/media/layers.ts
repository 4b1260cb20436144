export type Picture = "camera" | "screen";

/** One stream of a picture; those of a camera are made for small, middle and large tiles. */
interface Layer {
  readonly rid: string;
  /** Of the picture that is sent, not of the one that is taken. */
  readonly height: number;
  readonly maxBitrate: number;
  readonly maxFramerate: number;
}

const layers: Record<Picture, readonly Layer[]> = {
  camera: [
    { rid: "q", height: 180, maxBitrate: 100_000, maxFramerate: 30 },
    { rid: "h", height: 360, maxBitrate: 500_000, maxFramerate: 30 },
    { rid: "f", height: 720, maxBitrate: 1_500_000, maxFramerate: 30 },
  ],
  screen: [
    { rid: "h", height: 540, maxBitrate: 600_000, maxFramerate: 15 },
    { rid: "f", height: 1080, maxBitrate: 2_500_000, maxFramerate: 15 },
  ],
};

/** From the smallest up, which is the order the server relies on. */
export function encodingsOf(kind: Picture): RTCRtpEncodingParameters[] {
  const all = layers[kind];
  // Without temporal layers, which browsers otherwise make of a picture in layers: of those a receiver drops a frame rather than wait
  // for what was lost of it and is sent again, and on a bad line half of the frames go that way.
  return all.map(({ rid, maxBitrate, maxFramerate }, n) => ({ rid, maxBitrate, maxFramerate, scalabilityMode: "L1T1", scaleResolutionDownBy: 2 ** (all.length - 1 - n) }));
}

/** For a browser that does not know layers. */
export function singleEncodingOf(kind: Picture): RTCRtpEncodingParameters[] {
  const { maxBitrate, maxFramerate } = layers[kind].at(-1)!;
  return [{ maxBitrate, maxFramerate }];
}

/**
 * What to send of a picture: the layers that somebody watches, as far as the picture has them. Browsers leave out the largest
 * layers of a small picture, so the smallest must not be made too small.
 * @param height Of the picture that is taken; undefined while there is none or the browser does not tell.
 * @param watched Names of layers; a picture without layers has the empty name. Null until the server has said so: all.
 */
export function choose(kind: Picture, encodings: readonly RTCRtpEncodingParameters[], height: number | undefined, watched: readonly string[] | null): RTCRtpEncodingParameters[] {
  if (encodings.length < 2) return encodings.map((encoding) => ({ ...encoding, active: watched === null || watched.length > 0 }));
  // Screens come in all sizes; each has its layers.
  const lacking = kind === "screen" || height === undefined ? 0 : layers[kind].filter((layer) => layer.height * 0.75 > height).length;
  const largest = Math.max(0, encodings.length - 1 - lacking);
  return encodings.map((encoding, n) => ({
    ...encoding,
    active: n <= largest && (watched === null || watched.includes(encoding.rid ?? "")),
    scaleResolutionDownBy: 2 ** Math.max(0, largest - n),
  }));
}
