import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A secret that must be seen nowhere. */
export interface Canary {
  /** Of the input that it is. */
  readonly name: string;
  readonly value: string;
  /** From where the program reads it. */
  readonly given: 'env' | 'file';
}

export interface Planted {
  /** The references, by input. */
  readonly inputs: Readonly<Record<string, string>>;
  /** What the program's environment must hold. */
  readonly env: Readonly<Record<string, string>>;
}

/** Ten, each of another shape. */
export const CANARIES: readonly Canary[] = [
  canary('plain', (letters) => letters),
  canary('symbols', (letters) => `${letters}"'\\/ <&>%+=`),
  canary('unicode', (letters) => `${letters}-gr\u00fc\u00dfe-\u{1f511}`),
  canary('lines', (letters) => `-----${letters}\n${letters.toUpperCase()}\n\n${letters}-----`, 'file'),
  canary('pin', (letters) => String(10 ** 11 + (Number.parseInt(letters.slice(0, 10), 16) % 10 ** 10))),
  canary(
    'long',
    (letters) => Array.from({ length: 250 }, (_, index) => `${index}${letters}`).join(''),
    'file',
  ),
  canary('word', (letters) => letters.slice(0, 8), 'file'),
  canary('base64', (letters) => Buffer.from(letters).toString('base64'), 'file'),
  canary('json', (letters) => JSON.stringify({ password: letters, nested: { tab: '\t' } }), 'file'),
  canary('url', (letters) => `postgres://user:${letters}@db.example.org/a?b=c&d`, 'env'),
];

/** Puts the canaries where the program will read them. */
export function plant(folder: string): Planted {
  mkdirSync(folder, { recursive: true });
  const inputs = new Map<string, string>();
  const env = new Map<string, string>();
  for (const { name, value, given } of CANARIES) {
    switch (given) {
      case 'env': {
        const variable = `CANARY_${name.toUpperCase()}`;
        env.set(variable, value);
        inputs.set(name, `env://${variable}`);
        break;
      }
      case 'file': {
        const file = path.join(folder, name);
        writeFileSync(file, `${value}\n`);
        inputs.set(name, `file://${file}`);
      }
    }
  }
  return { inputs: Object.fromEntries(inputs), env: Object.fromEntries(env) };
}

/** Which canaries these bytes hold, in which form; also each half of a form, which a border would have left. */
export function canariesIn(bytes: Buffer): string[] {
  return CANARIES.flatMap(({ name, value }) =>
    Object.entries(writings(value)).flatMap(([form, text]) => {
      const middle = Math.floor(text.length / 2);
      const parts = text.length < 16 ? [text] : [text, text.slice(0, middle), text.slice(middle)];
      return parts.some((part) => bytes.includes(part)) ? [`${name} as ${form}`] : [];
    }),
  );
}

/** How a value may be written: made here by other means than the program's own. */
function writings(value: string): Record<string, string> {
  const json = JSON.stringify(value).slice(1, -1);
  const twice = Object.entries(encodings(json)).map(([form, text]) => [`${form} of JSON`, text]);
  return { ...encodings(value), ...Object.fromEntries(twice) };
}

function encodings(value: string): Record<string, string> {
  const bytes = Buffer.from(value);
  const inside = (encoding: 'base64' | 'base64url', before: string) => {
    const text = Buffer.concat([Buffer.from(before), bytes, Buffer.from('...')]).toString(encoding);
    // A letter at each end depends on what stands beside the value.
    return text.slice(
      Math.ceil((before.length * 4) / 3),
      Math.floor(((before.length + bytes.length) * 4) / 3),
    );
  };
  return {
    raw: value,
    hex: bytes.toString('hex'),
    'upper-case hex': bytes.toString('hex').toUpperCase(),
    JSON: JSON.stringify(value).slice(1, -1),
    URL: encodeURIComponent(value),
    form: new URLSearchParams({ v: value }).toString().slice(2),
    base64: inside('base64', ''),
    'base64, one byte on': inside('base64', 'a'),
    'base64, two bytes on': inside('base64', 'ab'),
    base64url: inside('base64url', ''),
    'base64url, one byte on': inside('base64url', 'a'),
    'base64url, two bytes on': inside('base64url', 'ab'),
  };
}

function canary(name: string, make: (letters: string) => string, given: Canary['given'] = 'env'): Canary {
  return {
    name,
    value: make(createHash('sha256').update(`canary ${name}`).digest('hex').slice(0, 24)),
    given,
  };
}
