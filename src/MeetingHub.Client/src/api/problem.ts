/** What went wrong, by its stable code; the words for it are `error.<code>` in the language files. */
export class Problem extends Error {
  constructor(
    readonly code: string,
    /** HTTP status; 0 when no answer came. */
    readonly status: number,
    /** Field name (camelCase) to the codes of what is wrong with it. */
    readonly fields: Readonly<Record<string, readonly string[]>> = {},
    /** Whatever else the server said: the parameters of the words, or the thing as it is now. */
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(code);
    this.name = "Problem";
  }

  static async from(response: Response): Promise<Problem> {
    const type = response.headers.get("content-type") ?? "";
    const body: unknown = type.includes("json") ? await response.json().catch(() => null) : null;
    const said = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
    const code = typeof said["code"] === "string" ? said["code"] : codeOf(response.status);
    const parameters = typeof said["parameters"] === "object" ? said["parameters"] : {};
    return new Problem(code, response.status, fieldsOf(said["errors"]), { ...said, ...parameters });
  }

  static of(error: unknown): Problem {
    if (error instanceof Problem) return error;
    if (error instanceof DOMException && error.name === "TimeoutError") return new Problem("timeout", 0);
    if (error instanceof TypeError) return new Problem("network", 0);
    return new Problem("unknown", 0);
  }
}

function codeOf(status: number): string {
  switch (status) {
    case 400:
    case 422:
      return "validation";
    case 401:
      return "unauthorized";
    case 403:
      return "forbidden";
    case 404:
      return "notFound";
    case 409:
      return "conflict";
    case 413:
      return "tooLarge";
    case 429:
      return "tooManyRequests";
    case 502:
    case 503:
    case 504:
      return "unavailable";
    default:
      return "unknown";
  }
}

function fieldsOf(errors: unknown): Record<string, string[]> {
  if (typeof errors !== "object" || errors === null) return {};
  const fields: Record<string, string[]> = {};
  for (const [name, codes] of Object.entries(errors))
    fields[name.charAt(0).toLowerCase() + name.slice(1)] = Array.isArray(codes) ? codes.map(String) : [String(codes)];
  return fields;
}
