import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { RunLogs } from '../../ports/run-logs.ts';
import { LOG_INDEX, type LogIndexEntry } from './step-log.ts';

/** The logs of runs, wherever their rows say they lie. */
export const runLogs: RunLogs = {
  async list(folder) {
    const text = await readFile(path.join(folder, LOG_INDEX), 'utf8').catch(() => '');
    const lines = text.split('\n').slice(0, -1);
    const entries: LogIndexEntry[] = lines.map((line) => JSON.parse(line));
    return Promise.all(entries.map(async (entry) => ({ ...entry, bytes: await sizeOf(folder, entry.file) })));
  },
  async *read(folder, { file, from }) {
    for await (const chunk of createReadStream(path.join(folder, path.basename(file)), { start: from })) {
      if (chunk instanceof Uint8Array) yield chunk;
    }
  },
};

async function sizeOf(folder: string, file: string): Promise<number> {
  const found = await stat(path.join(folder, path.basename(file))).catch(() => undefined);
  return found?.size ?? 0;
}
