import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ContainerLimit, EngineLimits } from '../../../model/engine-limits.ts';
import type { StepContext, StepOutcome } from '../../../ports/executor.ts';
import { CapturedOutput } from '../output/captured-output.ts';
import { exitOutcome } from '../output/exit-outcome.ts';
import { StepFailure, stopped } from '../step-failure.ts';
import {
  attachContainer,
  type ContainerEnd,
  containerEnd,
  containerPid,
  startContainer,
  stopContainer,
} from './container.ts';
import type { ContainerCall } from './container-call.ts';
import { type Engine, EngineRefusal } from './engine.ts';
import { Frames } from './frames.ts';
import { asOutput, type Enforcement, enforcements, groupLimits } from './limits.ts';

export interface ContainerRun {
  readonly call: ContainerCall;
  readonly context: StepContext;
  readonly outputFile: string;
  readonly graceMs: number;
  /** Id of the image. */
  readonly image: string;
  /** What the engine says that it can enforce. */
  readonly said: EngineLimits;
  /** Told when the container has ended: whatever comes then, nothing of it runs. */
  readonly ended: () => void;
}

/** How long the streams may stay open behind a container that has ended. */
const DRAIN_MS = 2000;

/** Starts a container that was made, hands on what it writes, and waits for its end. @throws {StepFailure | EngineGone} */
export async function runContainer(engine: Engine, id: string, run: ContainerRun): Promise<StepOutcome> {
  const { call, context } = run;
  const captured = new CapturedOutput(context);
  const streams = await started(() => attachContainer(engine, id, call.stdin !== undefined));
  try {
    const stopping = new Stopping(engine, id, run);
    const frames = new Frames((stream, bytes) => captured.take(stream, bytes));
    streams.on('data', (chunk: Buffer) => stopping.guard(() => frames.push(chunk)));
    // An engine that goes away is noticed by whoever waits for the container's end.
    streams.on('error', () => {});
    if (context.signal.aborted) throw stopped(context.signal);
    await started(() => startContainer(engine, id));
    using _ = stopping.listen();
    if (call.stdin !== undefined) streams.end(call.stdin);
    const limits = await enforced(engine, id, run);
    const end = await stopping.end();
    run.ended();
    await drained(streams);
    let texts = { stdout: '', stderr: '' };
    stopping.guard(() => {
      texts = captured.end();
    });
    if (stopping.fault !== undefined) throw stopping.fault;
    const always = { exitCode: end.exitCode, ...texts, image: run.image, limits: asOutput(limits) };
    const failure = end.exitCode === 0 ? null : howItEnded(end, texts.stderr);
    return exitOutcome({ failure, always, signal: context.signal, outputFile: run.outputFile });
  } finally {
    streams.destroy();
  }
}

/** Ends a container when its step is stopped, or when what it writes cannot be taken. */
class Stopping {
  fault: unknown;
  readonly #engine: Engine;
  readonly #id: string;
  readonly #run: ContainerRun;
  /** The engine does not stop it: nothing is to be waited for. */
  readonly #hopeless = new AbortController();
  #stopped: Promise<void> | undefined;

  constructor(engine: Engine, id: string, run: ContainerRun) {
    this.#engine = engine;
    this.#id = id;
    this.#run = run;
  }

  /** Only a container that was started can be stopped: to be called behind that. */
  listen(): Disposable {
    const { signal } = this.#run.context;
    const stop = () => this.#stop(this.#run.graceMs);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    return { [Symbol.dispose]: () => signal.removeEventListener('abort', stop) };
  }

  guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.fault ??= error;
      this.#stop(0);
    }
  }

  async end(): Promise<ContainerEnd> {
    try {
      return await containerEnd(this.#engine, this.#id, this.#hopeless.signal);
    } finally {
      await this.#stopped;
    }
  }

  #stop(graceMs: number): void {
    this.#stopped ??= stopContainer(this.#engine, this.#id, graceMs).catch(() => this.#hopeless.abort());
  }
}

/** Podman makes a container ready when it is attached to, Docker when it is started. */
async function started<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof EngineRefusal)) throw error;
    const exitCode = /not found|no such file/i.test(error.message) ? 127 : 126;
    throw new StepFailure('failed', `cannot be started: ${error.message}`, {
      exitCode,
      stdout: '',
      stderr: '',
    });
  }
}

async function enforced(
  engine: Engine,
  id: string,
  { call, said }: ContainerRun,
): Promise<Partial<Record<ContainerLimit, Enforcement>>> {
  if (Object.keys(call.limits).length === 0) return {};
  const group = groupLimits(await containerPid(engine, id));
  return enforcements(call.limits, { said, group });
}

/** Waits until what it wrote is read to its end, but not for whoever else holds the connection. */
async function drained(streams: Duplex): Promise<void> {
  if (streams.destroyed || streams.readableEnded) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  streams.once('end', resolve).once('close', resolve);
  const patience = new AbortController();
  await Promise.race([promise, sleep(DRAIN_MS, undefined, { signal: patience.signal }).catch(() => {})]);
  patience.abort();
}

function howItEnded({ exitCode, outOfMemory, error }: ContainerEnd, stderr: string): string {
  const end = outOfMemory ? 'was killed: it needed more than limits.memory' : `exited with ${exitCode}`;
  const last = (error || stderr).trimEnd().split('\n').at(-1)?.slice(0, 300) ?? '';
  return last === '' ? end : `${end}: ${last}`;
}
