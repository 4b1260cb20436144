import { getDocument, PDFDataRangeTransport, type PDFDocumentLoadingTask, type PDFDocumentProxy, PDFWorker, TextLayer, version } from "pdfjs-dist/legacy/build/pdf.mjs";
import workerPath from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?url";
import { Problem } from "../../api/problem";
import { Pieces, pieceSize } from "./pieces";
import "./textLayer.css";

// Limits on what a file may ask of the browser.
/** Milliseconds without a byte and without an end. */
const patience = 30_000;
/** Pixels of one picture in the file; a larger one is left out. */
const largestImage = 1 << 26;
/** Pixels drawn of one page: what phones bear. Above it a page is drawn less sharp. */
const mostPixels = 1 << 24;
/** As the domain's Limits.DocumentPages. */
const mostPages = 10_000;

export interface Sheet {
  canvas: HTMLCanvasElement;
  /** CSS pixels. */
  width: number;
  height: number;
}

export interface Size {
  width: number;
  height: number;
}

/**
 * A PDF, open. pdf.js reads it in a worker of its own, which is ended when the file keeps it busy for too long. It runs no script of
 * the file and compiles nothing: our CSP knows neither eval nor WebAssembly.
 */
export class Paper {
  /** Why it can be read no longer. */
  fault: Problem | null = null;
  private document!: PDFDocumentProxy;
  private task: PDFDocumentLoadingTask | null = null;
  private worker: Worker | null = null;
  private readonly stopping = new AbortController();
  private readonly waiting = new Set<(problem: Problem) => void>();
  private lastByte = 0;

  private constructor() {}

  /** @param heard So many bytes more have come. */
  static async open(path: string, size: number, heard: (bytes: number) => void): Promise<Paper> {
    const paper = new Paper();
    try {
      await paper.within(paper.load(path, size, heard));
    } catch (error) {
      const problem = problemOf(error);
      paper.fail(problem);
      throw problem;
    }
    return paper;
  }

  get pages(): number {
    return Math.min(this.document.numPages, mostPages);
  }

  /**
   * Draws one page, sharp on this screen.
   * @param fit The scale for a page of this size in CSS pixels.
   * @param text Gets the page's words, for who listens and who copies.
   */
  async draw(number: number, fit: (page: Size) => number, text: HTMLElement, signal: AbortSignal): Promise<Sheet> {
    const page = await this.within(this.document.getPage(number));
    signal.throwIfAborted();
    const viewport = page.getViewport({ scale: fit(page.getViewport({ scale: 1 })) });
    const density = Math.min(devicePixelRatio, Math.sqrt(mostPixels / (viewport.width * viewport.height)));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.floor(viewport.width * density));
    canvas.height = Math.max(1, Math.floor(viewport.height * density));
    const drawing = page.render({ canvas, viewport, transform: [density, 0, 0, density, 0, 0] });
    const cancel = () => drawing.cancel();
    signal.addEventListener("abort", cancel, { once: true });
    try {
      await this.within(drawing.promise);
    } finally {
      signal.removeEventListener("abort", cancel);
    }
    signal.throwIfAborted();
    text.style.setProperty("--total-scale-factor", String(viewport.scale));
    // A page is a page, also when its words cannot be had.
    void this.within(new TextLayer({ textContentSource: page.streamTextContent(), container: text, viewport }).render()).catch(() => undefined);
    return { canvas, width: viewport.width, height: viewport.height };
  }

  /** Has what a page needs brought here, so that it is there when it is turned to. */
  async fetchAhead(number: number): Promise<void> {
    if (this.fault || number > this.pages) return;
    try {
      const page = await this.document.getPage(number);
      await page.getOperatorList();
      page.cleanup();
    } catch {
      // Nobody has asked for it yet; whoever does is told.
    }
  }

  close(): void {
    this.fail(new Problem("stopped", 0));
  }

  private async load(path: string, size: number, heard: (bytes: number) => void): Promise<void> {
    const hear = (bytes: number) => {
      this.lastByte = performance.now();
      heard(bytes);
    };
    const pieces = new Pieces(path, this.stopping.signal, hear);
    // Alone and before all others: a no is said here, and the server notes one opening.
    const head = await pieces.read(0, Math.min(size, pieceSize));
    await fetchWorker(this.stopping.signal, hear);
    if (this.fault) throw this.fault;
    const worker = (this.worker = new Worker(workerPath, { type: "module" }));
    worker.addEventListener("error", () => this.fail(new Problem("network", 0)));
    const own = `${import.meta.env.BASE_URL}assets/pdfjs-${version}/`;
    this.task = getDocument({
      range: new FromPieces(size, head, pieces, (problem) => this.fail(problem)),
      rangeChunkSize: pieceSize,
      disableAutoFetch: true,
      disableStream: true,
      // A worker of ours: without one pdf.js would read the file in the page.
      worker: PDFWorker.create({ port: worker, verbosity: 0 }),
      isEvalSupported: false,
      useWasm: false,
      enableXfa: false,
      maxImageSize: largestImage,
      canvasMaxAreaInBytes: mostPixels * 4,
      cMapUrl: `${own}cmaps/`,
      standardFontDataUrl: `${own}standard_fonts/`,
      wasmUrl: `${own}wasm/`,
      verbosity: 0,
    });
    this.document = await this.task.promise;
  }

  /** As the work ends, or with what came between. */
  private within<T>(work: Promise<T>): Promise<T> {
    if (this.fault) return Promise.reject(this.fault);
    return new Promise<T>((resolve, reject) => {
      let alive = performance.now();
      const look = setInterval(() => {
        // Nothing is drawn in a window that nobody sees.
        if (document.hidden) alive = performance.now();
        else if (performance.now() - Math.max(alive, this.lastByte) > patience) this.fail(new Problem("paperTooHard", 0));
      }, 1_000);
      this.waiting.add(reject);
      work.then(resolve, reject).finally(() => {
        clearInterval(look);
        this.waiting.delete(reject);
      });
    });
  }

  private fail(problem: Problem): void {
    if (this.fault) return;
    this.fault = problem;
    for (const reject of this.waiting) reject(problem);
    this.stopping.abort();
    void this.task?.destroy().catch(() => undefined);
    this.worker?.terminate();
  }
}

class FromPieces extends PDFDataRangeTransport {
  constructor(
    size: number,
    head: Uint8Array,
    private readonly pieces: Pieces,
    private readonly failed: (problem: Problem) => void,
  ) {
    super(size, head);
  }

  override requestDataRange(begin: number, end: number): void {
    this.pieces.read(begin, end).then(
      (bytes) => this.onDataRange(begin, bytes),
      (error: unknown) => this.failed(Problem.of(error)),
    );
  }
}

/** A worker does not tell that its script is still coming, which takes half a minute of a phone line: so it is fetched before, into the browser's cache. */
async function fetchWorker(signal: AbortSignal, heard: (bytes: number) => void): Promise<void> {
  const response = await fetch(workerPath, { signal });
  if (!response.ok || !response.body) throw new Problem("network", 0);
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    heard(value.length);
  }
}

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof TypeError) return Problem.of(error);
  return new Problem(error instanceof Error && error.name === "PasswordException" ? "paperLocked" : "paperBroken", 0);
}
