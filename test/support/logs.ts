import { runLogs } from '../../src/adapters/run-files/read-logs.ts';
import type { LogStream } from '../../src/ports/run-host.ts';

interface Part {
  readonly stream?: LogStream | null;
  readonly from?: number;
  readonly to?: number;
}

/** What the attempts of a run's folder wrote, all in a row. */
export async function loggedBytes(folder: string, { stream = null, from = 0, to = Infinity }: Part = {}) {
  const parts: Uint8Array[] = [];
  for (const attempt of await runLogs.list(folder, 0)) {
    const log = await runLogs.open(folder, attempt, stream);
    for await (const bytes of log.read(from, Math.min(to, log.bytes))) parts.push(bytes);
  }
  return Buffer.concat(parts);
}

export async function loggedText(folder: string, part: Part = {}): Promise<string> {
  return (await loggedBytes(folder, part)).toString();
}
