import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { canonicalJson } from '../../base/canonical.ts';
import { digestOf } from '../../base/digest.ts';
import { isJsonObject, type Json, type JsonObject, textOf } from '../../base/json.ts';
import type { ApiKind } from '../../model/cluster.ts';
import { writeDurably } from '../files/write-durably.ts';
import type { Login } from './login.ts';

/** A run comes soon behind its plan. What is older is asked again, as a definition may have gone since. */
const KEPT_MS = 10 * 60_000;
const FORMAT = 1;

/** Which kinds a server served a moment ago: whoever comes next need not ask it. */
export interface KeptKinds {
  /** Undefined: nobody has kept any, or too long ago. */
  read(): Promise<readonly ApiKind[] | undefined>;
  keep(kinds: readonly ApiKind[]): Promise<void>;
  forget(): Promise<void>;
}

/** In a file of the folder, one for each server and its authority. A folder that cannot be written keeps nothing. */
export function keptKinds(folder: string, { server, cluster }: Login, now = Date.now): KeptKinds {
  const name = digestOf(canonicalJson({ server, cluster })).replace('sha256:', '').slice(0, 32);
  const file = path.join(folder, `kinds-${name}.json`);
  return {
    read: () => readFile(file, 'utf8').then((text) => kindsOf(text, now()), nothing),
    keep: (kinds) => write(file, JSON.stringify({ format: FORMAT, at: now(), kinds })).catch(nothing),
    forget: () => rm(file, { force: true }).catch(nothing),
  };
}

function nothing(): undefined {}

async function write(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await writeDurably(file, text, { mode: 0o600 });
}

function kindsOf(text: string, now: number): readonly ApiKind[] | undefined {
  const said = parsed(text);
  if (!isJsonObject(said)) return undefined;
  const { format, at, kinds } = said;
  const isFresh = typeof at === 'number' && at <= now && now - at < KEPT_MS;
  if (format !== FORMAT || !isFresh || !Array.isArray(kinds)) return undefined;
  return kinds.filter(isJsonObject).map(kindOf);
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function kindOf(said: JsonObject): ApiKind {
  const text = (key: string) => textOf(said[key] ?? '');
  const texts = (key: string) => {
    const list = said[key];
    return Array.isArray(list) ? list.map(textOf) : [];
  };
  return {
    group: text('group'),
    version: text('version'),
    kind: text('kind'),
    resource: text('resource'),
    aliases: texts('aliases'),
    namespaced: said['namespaced'] === true,
    subresources: texts('subresources'),
    verbs: texts('verbs'),
  };
}
