import { createRedactor, type Redactor } from '../../base/redact.ts';
import type { StepContext } from '../../ports/executor.ts';

/** How much of the end of each stream becomes an output. */
const TAIL_BYTES = 64 * 1024;

type Stream = 'stdout' | 'stderr';

/** What a process writes: secrets out, byte-exact to the log up to its bound, and the last 64 KiB kept. */
export class CapturedOutput {
  readonly #context: Pick<StepContext, 'log' | 'outputBytes' | 'secrets'>;
  readonly #redactors: Record<Stream, Redactor> | undefined;
  readonly #tails: Record<Stream, Tail> = { stdout: new Tail(), stderr: new Tail() };
  #logged = 0;

  constructor(context: Pick<StepContext, 'log' | 'outputBytes' | 'secrets'>) {
    this.#context = context;
    const { secrets } = context;
    if (secrets.length > 0)
      this.#redactors = { stdout: createRedactor(secrets), stderr: createRedactor(secrets) };
  }

  take(stream: Stream, chunk: Uint8Array): void {
    this.#keep(stream, this.#redactors?.[stream].push(chunk) ?? chunk);
  }

  /** The ends of both streams as text. */
  end(): { stdout: string; stderr: string } {
    for (const stream of ['stdout', 'stderr'] as const) {
      const rest = this.#redactors?.[stream].end();
      if (rest !== undefined) this.#keep(stream, rest);
    }
    return { stdout: this.#tails.stdout.text(), stderr: this.#tails.stderr.text() };
  }

  #keep(stream: Stream, bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#tails[stream].push(bytes);
    const room = this.#context.outputBytes - this.#logged;
    if (room <= 0) return;
    this.#logged += bytes.length;
    this.#context.log(stream, bytes.length > room ? bytes.subarray(0, room) : bytes);
  }
}

class Tail {
  readonly #chunks: Uint8Array[] = [];
  #length = 0;

  push(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    for (let first = this.#chunks[0]; first && this.#length - first.length >= TAIL_BYTES; ) {
      this.#chunks.shift();
      this.#length -= first.length;
      [first] = this.#chunks;
    }
  }

  text(): string {
    if (this.#length === 0) return '';
    return Buffer.concat(this.#chunks).subarray(-TAIL_BYTES).toString('utf8');
  }
}
