import { Pax } from 'tar/pax';
import { damagedArchive, unsafeArchive } from './archive-error.ts';

/** Keys that do not change what an entry is. A pax size, link or sparse map would. */
const HARMLESS = new Set(['path', 'mtime', 'atime', 'ctime']);

const RECORD = /^(?<length>[1-9][0-9]{0,5}) (?<key>[^=]+)=./s;

/**
 * The path that a pax header gives the next entry; undefined when it gives none. The tar package parses it, and
 * passes over the records that it cannot read or does not know: here they are errors.
 * @throws {AtomError} ATOM_ARCHIVE_INVALID for a record that is malformed, repeated or says more than a name or a
 * time; ATOM_ARCHIVE_UNSAFE for a NUL.
 */
export function paxPath(body: Buffer): string | undefined {
  const text = body.toString('utf8');
  if (text.includes('\0')) throw unsafeArchive([{ path: text, why: 'has control characters' }]);
  if (!text.endsWith('\n')) throw malformed();
  const seen = new Set<string>();
  for (const line of text.slice(0, -1).split('\n')) {
    const key = keyOf(line);
    if (!HARMLESS.has(key)) throw damagedArchive(`a pax header sets ${JSON.stringify(key.slice(0, 40))}`);
    if (seen.has(key)) throw damagedArchive(`a pax header sets "${key}" twice`);
    seen.add(key);
  }
  return Pax.parse(text).path;
}

/** Of `LENGTH key=value`, where LENGTH counts itself and the newline behind. */
function keyOf(line: string): string {
  const { length, key } = RECORD.exec(line)?.groups ?? {};
  if (key === undefined || Number(length) !== Buffer.byteLength(line) + 1) throw malformed();
  return key;
}

function malformed() {
  return damagedArchive('a pax header is malformed');
}
