import { damagedArchive } from './archive-error.ts';

/** Keys that do not change what an entry is. A pax size, link or sparse map would. */
const HARMLESS = new Set(['path', 'mtime', 'atime', 'ctime']);

/**
 * The path that a pax header gives the next entry; undefined when it gives none.
 * @throws {AtomError} ATOM_ARCHIVE_INVALID for a record that is malformed, repeated or says more than a name or a time.
 */
export function paxPath(body: Buffer): string | undefined {
  const records = new Map<string, string>();
  let at = 0;
  while (at < body.length) {
    const [head, digits] = /^([1-9][0-9]{0,5}) /.exec(body.toString('latin1', at, at + 8)) ?? [];
    const record = body.subarray(at, at + Number(digits ?? 0));
    if (head === undefined || record.length !== Number(digits) || record.at(-1) !== 0x0a) throw malformed();
    const [key, value] = keyAndValue(record.subarray(head.length, -1));
    if (!HARMLESS.has(key)) throw damagedArchive(`a pax header sets ${JSON.stringify(key.slice(0, 40))}`);
    if (records.has(key)) throw damagedArchive(`a pax header sets "${key}" twice`);
    records.set(key, value);
    at += record.length;
  }
  return records.get('path');
}

function keyAndValue(record: Buffer): [key: string, value: string] {
  const text = record.toString('utf8');
  const equals = text.indexOf('=');
  if (equals < 1 || equals === text.length - 1) throw malformed();
  return [text.slice(0, equals), text.slice(equals + 1)];
}

function malformed() {
  return damagedArchive('a pax header is malformed');
}
