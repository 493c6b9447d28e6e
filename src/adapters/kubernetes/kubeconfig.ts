import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { AtomError } from '../../base/errors.ts';
import { isJsonObject, type Json, type JsonObject, textOf } from '../../base/json.ts';
import { decodeUtf8 } from '../../base/utf8.ts';
import { parseYaml } from '../../base/yaml.ts';

/** What kubeconfig files say together. */
export interface Kubeconfig {
  readonly files: readonly string[];
  readonly currentContext: string | null;
  readonly contexts: Named;
  readonly clusters: Named;
  readonly users: Named;
}

/** Bodies by name, their paths absolute. */
export type Named = ReadonlyMap<string, JsonObject>;

/** Paths in a kubeconfig are meant from its own folder. */
const PATHS = new Set(['certificate-authority', 'client-certificate', 'client-key', 'tokenFile']);

/**
 * Reads and merges as kubectl does: the first file that sets a name or the current context wins, whole entry by whole
 * entry; a file that is not there is passed over while there is another. @throws {AtomError} ATOM_NEEDS_MISSING
 */
export async function readKubeconfig(files: readonly string[]): Promise<Kubeconfig> {
  const read = await Promise.all(files.map(readOne));
  const there = read.filter((one) => one !== undefined);
  if (there.length === 0)
    throw unusable(`There is no kubeconfig ${files.join(' or ')}`, 'export KUBECONFIG=FILE');
  return {
    files,
    currentContext: there.map((one) => one.currentContext).find((name) => name !== null) ?? null,
    contexts: merged(there.map((one) => one.contexts)),
    clusters: merged(there.map((one) => one.clusters)),
    users: merged(there.map((one) => one.users)),
  };
}

export function unusable(message: string, hint: string, cause?: unknown): AtomError {
  return new AtomError('ATOM_NEEDS_MISSING', message, { hint, cause });
}

async function readOne(file: string): Promise<Omit<Kubeconfig, 'files'> | undefined> {
  const text = await textIn(file);
  if (text === undefined) return undefined;
  const { value, problems } = parseYaml(text);
  const [problem] = problems;
  if (problem !== undefined) {
    const { line, col } = problem.position;
    throw unusable(
      `${file}:${line}:${col} is not YAML: ${problem.message}`,
      `kubectl config view --kubeconfig ${file}`,
    );
  }
  // An empty file is what kubectl itself leaves of one.
  const body = value ?? {};
  if (!isJsonObject(body) || (body['kind'] !== undefined && body['kind'] !== 'Config'))
    throw unusable(`${file} is no kubeconfig`, `kubectl config view --kubeconfig ${file}`);
  const folder = path.dirname(path.resolve(file));
  const current = textOf(body['current-context'] ?? '');
  return {
    currentContext: current === '' ? null : current,
    contexts: namedIn(body['contexts'], 'context', folder),
    clusters: namedIn(body['clusters'], 'cluster', folder),
    users: namedIn(body['users'], 'user', folder),
  };
}

async function textIn(file: string): Promise<string | undefined> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    if (codeOf(cause) === 'ENOENT') return undefined;
    throw unusable(
      `The kubeconfig ${file} cannot be read: ${codeOf(cause) ?? 'unknown'}`,
      `ls -l ${file}`,
      cause,
    );
  });
  if (bytes === undefined) return undefined;
  const decoded = decodeUtf8(bytes);
  if ('text' in decoded) return decoded.text;
  const { line, col } = decoded;
  throw unusable(`${file}:${line}:${col} is not UTF-8 text`, `kubectl config view --kubeconfig ${file}`);
}

export function codeOf(cause: unknown): string | undefined {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
}

function namedIn(value: Json | undefined, key: string, folder: string): Named {
  const entries = Array.isArray(value) ? value.filter(isJsonObject) : [];
  return new Map(
    entries.map((entry) => {
      const body = entry[key];
      return [textOf(entry['name'] ?? ''), isJsonObject(body) ? withAbsolutePaths(body, folder) : {}];
    }),
  );
}

function withAbsolutePaths(body: JsonObject, folder: string): JsonObject {
  const entries = Object.entries(body).map(([key, value]): [string, Json] => {
    if (PATHS.has(key) && typeof value === 'string' && value !== '')
      return [key, path.resolve(folder, value)];
    return [key, key === 'exec' && isJsonObject(value) ? withAbsoluteCommand(value, folder) : value];
  });
  return Object.fromEntries(entries);
}

/** A program without a separator in its name is looked for in PATH. */
function withAbsoluteCommand(exec: JsonObject, folder: string): JsonObject {
  const { command } = exec;
  return typeof command === 'string' && /[/\\]/.test(command)
    ? { ...exec, command: path.resolve(folder, command) }
    : exec;
}

function merged(maps: readonly Named[]): Named {
  return new Map(maps.toReversed().flatMap((map) => [...map]));
}
