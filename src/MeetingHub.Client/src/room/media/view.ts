import type { WantedPicture } from "../../contract.g";

/** Share by which a tile must grow or shrink before the server hears of it: a panel that is dragged must not make layers flap. */
const slack = 0.15;

/** The heights last reported, where the new ones differ little. */
export function steady(pictures: readonly WantedPicture[], before: readonly WantedPicture[]): WantedPicture[] {
  return pictures.map((picture) => {
    const known = before.find((one) => isSame(one, picture))?.pixelHeight;
    const isClose = known && picture.pixelHeight && Math.abs(picture.pixelHeight - known) <= known * slack;
    return isClose ? { ...picture, pixelHeight: known } : picture;
  });
}

/** Whether the two name the same pictures in the same order, at whatever height. */
export function haveSamePictures(one: readonly WantedPicture[], other: readonly WantedPicture[]): boolean {
  return one.length === other.length && one.every((picture, n) => isSame(picture, other[n]!));
}

export function isSameView(one: readonly WantedPicture[], other: readonly WantedPicture[]): boolean {
  return haveSamePictures(one, other) && one.every((picture, n) => picture.pixelHeight === other[n]!.pixelHeight);
}

function isSame(one: WantedPicture, other: WantedPicture): boolean {
  return one.participant === other.participant && one.kind === other.kind;
}
