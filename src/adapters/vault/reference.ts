import { pointerTo } from '../../base/pointer.ts';
import { encodePath } from './encode-path.ts';
import { VaultFailure } from './failure.ts';

/** `vault://MOUNT/PATH[?version=N][#FIELD]`, taken apart and percent-decoded. */
export interface VaultReference {
  /** Mount and path; where one ends and the other begins only Vault knows. */
  readonly path: string;
  /** Of KV version 2; null: the newest. */
  readonly version: number | null;
  /** What Transit is to decrypt, and the context of a derived key. */
  readonly ciphertext: string | null;
  readonly context: string | null;
  /** Whether what Transit decrypts is text, or bytes to be left in base64. */
  readonly encoding: 'utf8' | 'base64';
  /** The field's name, or with a leading slash the way to it through mappings; null: the only one. */
  readonly field: string | null;
}

const KNOWN = ['version', 'ciphertext', 'context', 'encoding'];

/** @throws {VaultFailure} invalid */
export function parseReference(text: string): VaultReference {
  const [, path = '', , query = '', , field] =
    /^vault:\/\/([^?#]*)(\?([^#]*))?(#(.*))?$/s.exec(text)?.map((part) => part ?? '') ?? [];
  if (!isPath(path)) throw malformed(`${text} names no path`);
  const asked = new URLSearchParams(query);
  const unknown = [...asked.keys()].find((name) => !KNOWN.includes(name));
  if (unknown !== undefined) throw malformed(`${text} asks for "${unknown}", which is not known`);
  return {
    path: path
      .split('/')
      .map((segment) => decoded(segment, text))
      .join('/'),
    version: versionIn(asked.get('version'), text),
    ciphertext: asked.get('ciphertext'),
    context: asked.get('context'),
    encoding: asked.get('encoding') === 'base64' ? 'base64' : 'utf8',
    field: field === undefined || field === '' ? null : decoded(field, text),
  };
}

/** The reference of a field by its name, as `parseReference` reads it. */
export function referenceTo(
  path: string,
  field: string,
  asked: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams(asked).toString();
  const name = field.startsWith('/') ? pointerTo('', field) : field;
  const escaped = encodeURIComponent(name).replace(/^%2F/, '/');
  return `vault://${encodePath(path)}${query === '' ? '' : `?${query}`}#${escaped}`;
}

/** Whether Vault may be asked for it: no empty, `.` or `..` segments, which would lead elsewhere. */
export function isPath(path: string): boolean {
  const segments = path.split('/');
  return (
    segments.length > 1 &&
    segments.every((segment) => !['', '.', '..'].includes(segment.replaceAll(/%2e/gi, '.'))) &&
    !/\p{Cc}/u.test(path)
  );
}

function decoded(part: string, text: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw malformed(`${text} has a % that begins no escape; a % itself is written %25`);
  }
}

function versionIn(version: string | null, text: string): number | null {
  if (version === null) return null;
  if (/^[1-9]\d{0,8}$/.test(version)) return Number(version);
  throw malformed(`${text} asks for a version that is no number from 1 on`);
}

function malformed(message: string): VaultFailure {
  return new VaultFailure('invalid', message, { hint: 'Write vault://MOUNT/PATH#FIELD' });
}
