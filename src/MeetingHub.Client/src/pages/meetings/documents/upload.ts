import { reactive } from "vue";
import { antiforgery } from "../../../api/http";
import { Problem } from "../../../api/problem";

/** A file on its way. Reactive: `sent` grows, `fault` is words once it failed. */
export interface Sending {
  readonly key: number;
  readonly name: string;
  readonly size: number;
  sent: number;
  fault: string;
  /** Settles when the server has it on disk; throws a Problem otherwise. */
  readonly done: Promise<void>;
  stop(): void;
}

let keys = 0;

/** XMLHttpRequest, since fetch does not tell how much has been sent. */
export function sending(path: string, file: File, agendaItem: string | null): Sending {
  const request = new XMLHttpRequest();
  const upload = reactive<Sending>({ key: ++keys, name: file.name, size: file.size, sent: 0, fault: "", done: Promise.resolve(), stop: () => request.abort() });
  const done = antiforgery().then(
    (token) =>
      new Promise<void>((resolve, reject) => {
        request.upload.onprogress = (event) => (upload.sent = event.loaded);
        request.onload = () => {
          if (request.status >= 200 && request.status < 300) resolve();
          else void Problem.from(new Response(request.responseText || null, { status: request.status, headers: { "content-type": request.getResponseHeader("content-type") ?? "" } })).then(reject);
        };
        request.onerror = () => reject(new Problem("network", 0));
        request.onabort = () => reject(new Problem("stopped", 0));
        const query = new URLSearchParams({ name: file.name, ...(agendaItem ? { agendaItem } : {}) });
        request.open("POST", `${path}?${query}`);
        request.setRequestHeader("X-XSRF-TOKEN", token);
        request.setRequestHeader("content-type", file.type || "application/octet-stream");
        request.send(file);
      }),
  );
  (upload as { done: Promise<void> }).done = done;
  return upload;
}
