import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '../../base/json.ts';
import type { Executor, StepContext, StepOutcome } from '../../ports/executor.ts';
import { CapturedOutput } from './captured-output.ts';
import { giveBack } from './give-back.ts';
import { takeOutputs } from './output-file.ts';
import { privateFolder, removePrivateFiles, writePrivateFiles } from './private-files.ts';
import { type ProcessCall, scriptCall, shellCall } from './process-call.ts';
import { identityOf } from './process-identity.ts';
import { endProcessTree } from './process-tree.ts';
import { checkDeclared } from './declared-outputs.ts';
import { asOutcome, StepFailure, stopped } from './step-failure.ts';

export interface ProcessOptions {
  /** What every process gets of atomctl's own environment. */
  readonly env: { readonly PATH: string; readonly LANG: string; readonly TZ: string };
  /** Between SIGTERM and SIGKILL. */
  readonly graceMs: number;
  /** How long pipes may stay open behind a process that has ended: a child of it may hold them. */
  readonly drainMs: number;
}

const CALLS = { shell: shellCall, script: scriptCall };

/** Runs a program as this user, in a session of its own. argv and environment only: no shell in between. */
export function processExecutor(type: 'shell' | 'script', options: ProcessOptions): Executor {
  return {
    type,
    execute: (step, settings, context) =>
      asOutcome(async () => {
        const outcome = await attempt(CALLS[type](settings, context), context, options);
        return checkDeclared(step.outputs, outcome);
      }),
  };
}

async function attempt(
  call: ProcessCall,
  context: StepContext,
  options: ProcessOptions,
): Promise<StepOutcome> {
  if (context.signal.aborted) throw stopped(context.signal);
  const files = filesOf(call, context);
  try {
    return await runProcess(
      call,
      { ...context, env: environment(call, files, { context, options }) },
      options,
    );
  } finally {
    removePrivateFiles(files);
  }
}

type Context = StepContext & { readonly env: Readonly<Record<string, string>> };

async function runProcess(
  call: ProcessCall,
  context: Context,
  options: ProcessOptions,
): Promise<StepOutcome> {
  const child = spawn(call.file, call.args, {
    cwd: call.cwd,
    env: context.env,
    detached: true,
    stdio: [call.stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  const { pid } = child;
  const ended = endOf(child);
  if (pid === undefined) throw notStarted(call, await ended);

  const captured = new CapturedOutput(context);
  const identity = identityOf(pid);
  const tree = { root: identity, group: pid, marker: context.outputFile, graceMs: options.graceMs };
  const trouble: { ending?: Promise<void>; fault?: unknown } = {};
  const end = (graceMs = options.graceMs) => {
    trouble.ending ??= endProcessTree({ ...tree, graceMs });
  };
  const guarded = (work: () => void) => {
    try {
      work();
    } catch (error) {
      trouble.fault ??= error;
      end(0);
    }
  };
  const stop = () => end();
  context.signal.addEventListener('abort', stop, { once: true });
  if (context.signal.aborted) stop();
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.on('data', (chunk: Buffer) => {
      guarded(() => captured.take(stream, chunk));
      giveBack(chunk);
    });
  }
  feed(child, call.stdin);
  try {
    await context.spawned(identity, pid).catch((error: unknown) => {
      trouble.fault ??= error;
      end(0);
    });
    const exit = await ended;
    await drained(child, options.drainMs);
    if (exit.code !== 0) end();
    await trouble.ending;
    let streams = { stdout: '', stderr: '' };
    guarded(() => {
      streams = captured.end();
    });
    if (trouble.fault !== undefined) throw trouble.fault;
    return outcomeOf(exit, streams, context);
  } finally {
    context.signal.removeEventListener('abort', stop);
  }
}

function outcomeOf(
  exit: Exit,
  streams: { readonly stdout: string; readonly stderr: string },
  { signal, outputFile }: StepContext,
): StepOutcome {
  const always = { exitCode: exit.code ?? 128, ...streams };
  if (signal.aborted) throw stopped(signal, always);
  if (exit.code !== 0)
    throw new StepFailure('failed', howItEnded(exit, streams.stderr), {
      ...outputsOf(outputFile),
      ...always,
    });
  const outputs = withStreams(always, () => takeOutputs(outputFile));
  return { kind: 'done', outputs: { ...outputs, ...always } };
}

/** What a failed process left counts only where it can be read. */
function outputsOf(file: string): JsonObject {
  try {
    return takeOutputs(file);
  } catch (error) {
    if (error instanceof StepFailure) return {};
    throw error;
  }
}

function withStreams(always: JsonObject, take: () => JsonObject): JsonObject {
  try {
    return take();
  } catch (error) {
    if (error instanceof StepFailure) throw new StepFailure(error.kind, error.message, always);
    throw error;
  }
}

interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly error?: NodeJS.ErrnoException;
}

function endOf(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, error }));
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
}

function notStarted({ file }: ProcessCall, { error }: Exit): StepFailure {
  const why =
    error?.code === 'ENOENT'
      ? 'not found, or its folder is not there'
      : (error?.message ?? 'cannot be started');
  return new StepFailure('failed', `${file}: ${why}`, {
    exitCode: error?.code === 'ENOENT' ? 127 : 126,
    stdout: '',
    stderr: '',
  });
}

function howItEnded({ code, signal }: Exit, stderr: string): string {
  const end = code === null ? `was ended by ${signal ?? 'a signal'}` : `exited with ${code}`;
  const last = stderr.trimEnd().split('\n').at(-1)?.slice(0, 300) ?? '';
  return last === '' ? end : `${end}: ${last}`;
}

/** Waits until both pipes are read to their end, but not for whoever else holds them. */
async function drained(child: ChildProcess, drainMs: number): Promise<void> {
  const open = [child.stdout, child.stderr].filter(
    (stream) => stream !== null && !stream.destroyed && !stream.readableEnded,
  );
  if (open.length === 0) return;
  const patience = new AbortController();
  const closed = Promise.all(open.map(async (stream) => stream !== null && once(stream, 'close')));
  await Promise.race([closed, sleep(drainMs, undefined, { signal: patience.signal }).catch(() => {})]);
  patience.abort();
  for (const stream of open) stream?.destroy();
}

function feed(child: ChildProcess, stdin: string | undefined): void {
  if (child.stdin === null || stdin === undefined) return;
  // A process may end without having read its input: that is its own affair.
  child.stdin.on('error', () => {});
  child.stdin.end(stdin);
}

function filesOf({ files }: ProcessCall, context: StepContext): Record<string, string> {
  if (Object.keys(files).length === 0) return {};
  const prefix = context.outputFile.slice(context.outputFile.lastIndexOf('/') + 1);
  return writePrivateFiles(privateFolder(context.run, context.workFolder), prefix, files);
}

function environment(
  { env }: ProcessCall,
  files: Readonly<Record<string, string>>,
  { context, options }: { readonly context: StepContext; readonly options: ProcessOptions },
): Record<string, string> {
  return {
    ...options.env,
    HOME: context.workFolder,
    ...env,
    ...files,
    ATOMCTL_OUTPUT: context.outputFile,
    ATOMCTL_PACKAGE: context.packageFolder,
  };
}
