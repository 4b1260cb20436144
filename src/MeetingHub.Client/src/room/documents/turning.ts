import { ref } from "vue";

/** Pages as fast as somebody presses: one turn at a time is under way, and after it the page wanted last, not those between. */
export class Turning {
  /** What the presenter sees already; null when everybody does. */
  readonly wanted = ref<number | null>(null);
  private isBusy = false;

  /** @param send True when the turn was accepted. */
  constructor(private readonly send: (page: number) => Promise<boolean>) {}

  async to(page: number): Promise<void> {
    this.wanted.value = page;
    if (this.isBusy) return;
    this.isBusy = true;
    let sent: number | null = null;
    while (this.wanted.value !== null && this.wanted.value !== sent) {
      sent = this.wanted.value;
      if (!(await this.send(sent)) && this.wanted.value === sent) this.wanted.value = null;
    }
    this.isBusy = false;
  }

  /** The log says so: everybody sees this page now. */
  shown(page: number): void {
    if (this.wanted.value === page) this.wanted.value = null;
  }

  forget(): void {
    this.wanted.value = null;
  }
}
