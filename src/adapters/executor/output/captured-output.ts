import { formatBytes } from '../../../base/bytes.ts';
import { createRedactor, type Redactor } from '../../../base/redact.ts';
import type { StepContext } from '../../../ports/executor.ts';
import { StreamTail } from './stream-tail.ts';

type Stream = 'stdout' | 'stderr';

/** What a process said, as outputs. */
export interface Said {
  readonly stdout: string;
  readonly stderr: string;
  /** What was beyond the log's bound; absent where all is in the log. */
  readonly droppedBytes?: number;
}

/** What a process writes: secrets out, byte-exact to the log up to its bound, and the last 64 KiB kept. */
export class CapturedOutput {
  readonly #context: Pick<StepContext, 'log' | 'outputBytes' | 'secrets'>;
  /** Made when there is something to search: most steps say nothing. */
  readonly #redactors: Partial<Record<Stream, Redactor>> = {};
  readonly #tails: Record<Stream, StreamTail> = { stdout: new StreamTail(), stderr: new StreamTail() };
  #logged = 0;
  #dropped = 0;

  constructor(context: Pick<StepContext, 'log' | 'outputBytes' | 'secrets'>) {
    this.#context = context;
  }

  /** Keeps no reference to the chunk. */
  take(stream: Stream, chunk: Uint8Array): void {
    const redactor = (this.#redactors[stream] ??= createRedactor(this.#context.secrets));
    this.#keep(stream, redactor.push(chunk));
  }

  /** The ends of both streams as text, and how much the log has not. */
  end(): Said {
    for (const stream of ['stdout', 'stderr'] as const) {
      const rest = this.#redactors[stream]?.end();
      if (rest !== undefined) this.#keep(stream, rest);
    }
    return {
      stdout: this.#tails.stdout.text(),
      stderr: this.#tails.stderr.text(),
      ...(this.#dropped > 0 && { droppedBytes: this.#dropped }),
    };
  }

  #keep(stream: Stream, bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#tails[stream].push(bytes);
    const { outputBytes, log } = this.#context;
    const kept = bytes.subarray(0, Math.max(0, outputBytes - this.#logged));
    if (kept.length > 0) log(stream, kept);
    this.#logged += kept.length;
    if (kept.length === bytes.length) return;
    if (this.#dropped === 0) log('note', beyond(outputBytes, kept));
    this.#dropped += bytes.length - kept.length;
  }
}

/** On a line of its own. */
function beyond(outputBytes: number, before: Uint8Array): Uint8Array {
  const newLine = before.at(-1) === 0x0a ? '' : '\n';
  const limit = formatBytes(outputBytes);
  return Buffer.from(`${newLine}[atomctl] output beyond limits.outputBytes (${limit}) is not kept\n`);
}
