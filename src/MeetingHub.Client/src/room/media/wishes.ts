import { ref, watch } from "vue";
import type { WantedPicture } from "../../contract.g";
import { haveSamePictures, isSameView, steady } from "./view";

/** What a page does in one go, a tile that moves for instance, reaches the server as one change. */
const togetherPause = 30;
/** While a window or a panel is being dragged only the last size counts. */
const sizePause = 300;
/** Whoever only looks into another tab for a moment finds the pictures as they were. */
const hiddenPause = 2_000;

/** Remembered on this machine: a line that costs by the megabyte does so tomorrow as well. */
const savingKey = "room.saving";

/** Pictures that this page would like to have, and what the server was told of them. */
export class Wishes {
  /** Most wanted first. */
  readonly wanted = ref<WantedPicture[]>([]);
  /** No pictures of cameras at all. */
  readonly isSaving = ref(localStorage.getItem(savingKey) === "1");
  private told: WantedPicture[] = [];
  private timer: { at: number; id: ReturnType<typeof setTimeout> } | null = null;
  private readonly seen = (): void => this.tellIn(document.visibilityState === "hidden" ? hiddenPause : 0);

  /** @param most That an offer may have slots for. */
  constructor(
    private readonly most: () => number,
    private readonly tell: (pictures: WantedPicture[]) => void,
  ) {
    document.addEventListener("visibilitychange", this.seen);
    watch(this.wanted, (pictures, before) => this.tellIn(haveSamePictures(pictures, before) ? sizePause : togetherPause));
  }

  save(isOn: boolean): void {
    this.isSaving.value = isOn;
    localStorage.setItem(savingKey, isOn ? "1" : "0");
    this.tellIn(0);
  }

  /** @param always Also when it is what the server knows already, as on a new line or connection. */
  tellNow(always = false): void {
    // A page that nobody sees shows nothing; it goes on being heard.
    const asked = this.isSaving.value ? this.wanted.value.filter((picture) => picture.kind === "screen") : this.wanted.value;
    const visible = document.visibilityState === "hidden" ? [] : asked.slice(0, this.most());
    const next = steady(visible, this.told);
    if (!always && isSameView(next, this.told)) return;
    this.told = next;
    this.tell(next);
  }

  /** A picture that is given up and asked for anew comes with a keyframe. */
  renew(which: (picture: WantedPicture) => boolean): void {
    const rest = this.told.filter((picture) => !which(picture));
    if (rest.length === this.told.length) return;
    this.tell(rest);
    this.tellNow(true);
  }

  close(): void {
    if (this.timer) clearTimeout(this.timer.id);
    document.removeEventListener("visibilitychange", this.seen);
  }

  /** The earlier of two requests holds. */
  private tellIn(pause: number): void {
    const at = performance.now() + pause;
    if (this.timer && this.timer.at <= at) return;
    if (this.timer) clearTimeout(this.timer.id);
    const id = setTimeout(() => {
      this.timer = null;
      this.tellNow();
    }, pause);
    this.timer = { at, id };
  }
}
