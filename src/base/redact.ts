/** A value that must not be seen, under the name that stands for it. */
export interface Secret {
  readonly name: string;
  readonly value: string;
}

/** A byte stream without its secrets. What `push` gives lags behind by less than the longest form of a secret. */
export interface Redactor {
  push(chunk: Uint8Array): Uint8Array;
  /** What was held back; the redactor is then empty. */
  end(): Uint8Array;
}

interface Pattern {
  readonly bytes: Buffer;
  readonly label: Buffer;
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly label: Buffer;
}

/** An encoded form shorter than this would hit by chance. The value itself is found at any length. */
const SHORTEST_ENCODED = 4;

/**
 * Replaces each secret by `[secret NAME]`: as it is, in base64 at its three alignments,
 * base64url, URL, JSON, and hex, wherever the chunks are cut. All other bytes pass unchanged.
 */
export function createRedactor(secrets: readonly Secret[]): Redactor {
  const patterns = secrets.flatMap(patternsOf);
  const longest = Math.max(0, ...patterns.map(({ bytes }) => bytes.length));
  let held: Buffer = Buffer.alloc(0);
  /** So many of the held bytes belong to a secret whose label was already given. */
  let covered = 0;

  const take = (text: Buffer, decided: number): Uint8Array => {
    const out: Uint8Array[] = [];
    let at = 0;
    for (const { start, end, label } of spansOf(text, patterns, decided)) {
      if (start >= Math.max(at, covered)) {
        out.push(text.subarray(Math.max(at, covered), start), label);
      }
      at = start;
      covered = Math.max(covered, end);
    }
    const from = Math.min(covered, decided);
    if (covered < decided) out.push(text.subarray(Math.max(at, from), decided));
    held = text.subarray(decided);
    covered = Math.max(0, covered - decided);
    return Buffer.concat(out);
  };

  return {
    push(chunk) {
      if (longest === 0) return chunk;
      const text = Buffer.concat([held, chunk]);
      return take(text, Math.max(0, text.length - longest + 1));
    },
    end: () => take(held, held.length),
  };
}

/** A whole text without its secrets. */
export function redactText(text: string, secrets: readonly Secret[]): string {
  const redactor = createRedactor(secrets);
  const parts = [redactor.push(Buffer.from(text)), redactor.end()];
  return Buffer.concat(parts).toString();
}

/** Where secrets begin before `decided`, in order, earliest and longest first. */
function spansOf(text: Buffer, patterns: readonly Pattern[], decided: number): Span[] {
  const spans: Span[] = [];
  for (const { bytes, label } of patterns) {
    let start = text.indexOf(bytes);
    while (start !== -1 && start < decided) {
      spans.push({ start, end: start + bytes.length, label });
      start = text.indexOf(bytes, start + 1);
    }
  }
  return spans.toSorted((a, b) => a.start - b.start || b.end - a.end);
}

function patternsOf({ name, value }: Secret): Pattern[] {
  const label = Buffer.from(`[secret ${name}]`);
  const encoded = formsOf(value).filter((form) => form.length >= SHORTEST_ENCODED);
  const forms = new Set([value, ...encoded].filter((form) => form !== ''));
  return [...forms].map((form) => ({ bytes: Buffer.from(form), label }));
}

function formsOf(value: string): string[] {
  const hex = Buffer.from(value).toString('hex');
  const json = JSON.stringify(value).slice(1, -1);
  const url = encodeURIComponent(value.toWellFormed());
  const lowerUrl = url.replaceAll(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());
  const base64 = [0, 1, 2].map((shift) => base64Within(value, shift));
  const base64Url = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  return [
    hex,
    hex.toUpperCase(),
    json,
    json.replaceAll('/', '\\/'),
    url,
    lowerUrl,
    url.replaceAll('%20', '+'),
    ...base64,
    ...base64Url,
  ];
}

/** The letters that a value has in base64 whatever stands around it, `shift` bytes behind a border of three. */
function base64Within(value: string, shift: number): string {
  const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(value)]);
  const letters = bytes.toString('base64').replaceAll('=', '');
  const first = Math.ceil((shift * 8) / 6);
  const last = bytes.length % 3 === 0 ? letters.length : letters.length - 1;
  return letters.slice(first, last);
}
