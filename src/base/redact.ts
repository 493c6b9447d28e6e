import { ByteTrie } from './redact/byte-trie.ts';
import { type Span, SpanFinder } from './redact/find-spans.ts';
import { formsOf } from './redact/secret-forms.ts';
import { type SkipScan, skipScan } from './redact/skip-scan.ts';

/** A value that must not be seen, under the name that stands for it. */
export interface Secret {
  readonly name: string;
  readonly value: string;
}

/** A byte stream without its secrets. What `push` gives lags behind only by what may still become a secret. */
export interface Redactor {
  push(chunk: Uint8Array): Uint8Array;
  /** What was held back; the redactor is then empty. */
  end(): Uint8Array;
}

const EMPTY = new Uint8Array();

/** What is looked for, ready to be found. */
interface Search {
  readonly labels: readonly Uint8Array[];
  readonly lengths: readonly number[];
  readonly trie: ByteTrie;
  readonly scan: SkipScan;
}

/** A step's secrets are sought in its streams, its outputs and its errors: they are prepared once. */
const prepared = new WeakMap<readonly Secret[], Search | null>();

/**
 * Replaces each secret by `[secret NAME]`: as it is, in base64 at its three alignments, base64url, URL, JSON, and hex,
 * wherever the chunks are cut; what overlaps is one. All other bytes pass unchanged.
 */
export function createRedactor(secrets: readonly Secret[]): Redactor {
  const search = searchFor(secrets);
  return search === null ? { push: (chunk) => chunk, end: () => new Uint8Array() } : redactorOf(search);
}

/** A whole text without its secrets. */
export function redactText(text: string, secrets: readonly Secret[]): string {
  const redactor = createRedactor(secrets);
  const parts = [redactor.push(Buffer.from(text)), redactor.end()];
  return Buffer.concat(parts).toString();
}

function redactorOf({ labels, lengths, trie, scan }: Search): Redactor {
  let finder = new SpanFinder(trie, scan, lengths);
  let held = EMPTY;
  /** So many of the held bytes belong to a secret whose label was already given. */
  let covered = 0;

  /** Gives all before `open`, and of a secret that has begun there its label. */
  const give = (text: Uint8Array, open: number): Uint8Array => {
    const parts: Uint8Array[] = [];
    let at = covered;
    const decided = finder.spans.findIndex(({ start }) => start >= open);
    for (const { start, end, pattern } of finder.spans.splice(0, decided === -1 ? Infinity : decided)) {
      if (start >= at) parts.push(text.subarray(at, start), labels[pattern] ?? EMPTY);
      at = Math.max(at, end);
    }
    if (at < open) parts.push(text.subarray(at, open));
    covered = Math.max(0, at - open);
    for (const span of finder.spans) shift(span, open);
    return parts.length === 1 ? (parts[0] ?? EMPTY) : Buffer.concat(parts);
  };

  return {
    push(chunk) {
      const text = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      const open = finder.read(text, held.length);
      const given = give(text, open);
      // Copied, so that a chunk is not kept for its last bytes.
      held = open === text.length ? EMPTY : new Uint8Array(text.subarray(open));
      return given;
    },
    end() {
      const given = give(held, held.length);
      finder = new SpanFinder(trie, scan, lengths);
      held = EMPTY;
      covered = 0;
      return given;
    },
  };
}

function shift(span: Span, by: number): void {
  span.start -= by;
  span.end -= by;
}

function searchFor(secrets: readonly Secret[]): Search | null {
  const known = prepared.get(secrets);
  if (known !== undefined) return known;
  const search = prepare(secrets);
  prepared.set(secrets, search);
  return search;
}

function prepare(secrets: readonly Secret[]): Search | null {
  const patterns = secrets.flatMap(({ name, value }) => {
    const label = Buffer.from(`[secret ${name}]`);
    return formsOf(value).map((bytes) => ({ bytes, label }));
  });
  if (patterns.length === 0) return null;
  const forms = patterns.map(({ bytes }) => bytes);
  return {
    labels: patterns.map(({ label }) => label),
    lengths: forms.map(({ length }) => length),
    trie: new ByteTrie(forms),
    scan: skipScan(forms),
  };
}
