import { readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { PrunedLogs } from '../../ports/run-host.ts';
import { ASIDE, codeOf } from './chunk-files.ts';
import { readIndex } from './log-index.ts';

/** So many at a time: whoever comes again finds the rest. */
const MOST = 10_000;
const INDEX = '.index';
/** What a copy that was cut off left; no copy of a chunk takes so long. */
const OLD_MS = 3_600_000;

interface Pruning {
  /** Told before anything is removed. */
  readonly announce: (found: PrunedLogs) => Promise<void>;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Removes the chunks under `logs` that no attempt's index names. Logs may be written meanwhile: a chunk is put aside
 * before the indexes are read for the last time, and whoever has named one looks behind that whether it is still in its
 * place (`step-log.ts`). So one of the two sees the other.
 */
export async function pruneChunks(logs: string, { announce, signal }: Pruning): Promise<PrunedLogs> {
  const chunks = path.join(logs, 'chunks');
  const named = await namedChunks(logs, signal);
  const aside: Aside[] = [];
  try {
    for await (const file of chunkFiles(chunks)) {
      if (aside.length === MOST || signal?.aborted === true) break;
      const found = await putAside(file, named);
      if (found !== undefined) aside.push(found);
    }
    if (aside.length === 0) return { chunks: 0, bytes: 0 };
    const now = await namedChunks(logs, signal);
    const orphans = aside.filter(({ file }) => !now.has(path.basename(file)));
    const pruned = { chunks: orphans.length, bytes: orphans.reduce((sum, { bytes }) => sum + bytes, 0) };
    if (pruned.chunks > 0) await announce(pruned);
    for (const { file } of orphans) await rm(`${file}${ASIDE}`, { force: true });
    return pruned;
  } finally {
    for (const { file } of aside) await putBack(file);
  }
}

interface Aside {
  /** Where it belongs. */
  readonly file: string;
  readonly bytes: number;
}

/** Undefined where it is to stay. */
async function putAside(file: string, named: ReadonlySet<string>): Promise<Aside | undefined> {
  const name = path.basename(file);
  try {
    const { size: bytes, mtimeMs } = await stat(file);
    // Left by a pruning that was cut off.
    if (name.endsWith(ASIDE)) return { file: file.slice(0, -ASIDE.length), bytes };
    if (/^[0-9a-f]{64}\.\d+$/.test(name) && Date.now() - mtimeMs > OLD_MS) await rm(file, { force: true });
    if (!/^[0-9a-f]{64}$/.test(name) || named.has(name)) return undefined;
    await rename(file, `${file}${ASIDE}`);
    return { file, bytes };
  } catch (error) {
    // Another that prunes was faster.
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** One that was named meanwhile; what was removed is not there. */
async function putBack(file: string): Promise<void> {
  try {
    await rename(`${file}${ASIDE}`, file);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

/** The digests that the indexes of all runs name. @throws what the file system says: what cannot be read names everything */
async function namedChunks(logs: string, signal: AbortSignal | undefined): Promise<ReadonlySet<string>> {
  const named = new Set<string>();
  for (const run of await namesIn(logs)) {
    signal?.throwIfAborted();
    if (run === 'chunks') continue;
    const folder = path.join(logs, run);
    for (const name of await namesIn(folder)) {
      if (!name.endsWith(INDEX)) continue;
      const { chunks } = readIndex(await textOf(path.join(folder, name)));
      for (const { digest } of chunks) named.add(digest.slice('sha256:'.length));
    }
  }
  return named;
}

/** Of an index that somebody removed meanwhile: nothing. */
async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return '';
    throw error;
  }
}

async function* chunkFiles(folder: string): AsyncGenerator<string> {
  for (const part of await namesIn(folder)) {
    for (const name of await namesIn(path.join(folder, part))) yield path.join(folder, part, name);
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return [];
    throw error;
  }
}
