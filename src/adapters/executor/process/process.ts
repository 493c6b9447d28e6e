import { formatBytes } from '../../../base/bytes.ts';
import type { Executor, StepContext, StepOutcome } from '../../../ports/executor.ts';
import type { HeldStart, Limiter } from './limits/limiter.ts';
import { CapturedOutput, type Said } from '../output/captured-output.ts';
import { exitOutcome } from '../output/exit-outcome.ts';
import { giveBack } from '../output/give-back.ts';
import { privateFolder, removePrivateFiles, writePrivateFiles } from './private-files.ts';
import { type ProcessCall, scriptCall, shellCall } from './process-call.ts';
import { identityOf } from './process-identity.ts';
import { endProcessTree, type ProcessTree } from './process-tree.ts';
import { drained } from './spawn/drained.ts';
import type { ProcessExit, StartedProcess, StartProcess } from './spawn/start-process.ts';
import { asOutcome, StepFailure, stopped } from '../step-failure.ts';

export interface ProcessOptions {
  readonly start: StartProcess;
  readonly limiter: () => Promise<Limiter>;
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
    execute: (_step, settings, context) =>
      asOutcome(async () => attempt(CALLS[type](settings, context), context, options)),
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
  const held = await heldStart(call, context, options);
  await using group = held.group;
  if (context.signal.aborted) throw stopped(context.signal);
  const child = await started(call, held, options);
  const { pid } = child;
  const captured = new CapturedOutput(context);
  const identity = identityOf(pid);
  const tree: Omit<ProcessTree, 'graceMs'> = {
    root: identity,
    group: pid,
    marker: context.outputFile,
    others: () => {
      const pids = group?.pids();
      return (stat) => pids?.has(stat.pid) === true || child.isOrphan(stat);
    },
    kill: () => group?.kill(),
  };
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
    child[stream].on('data', (chunk: Buffer) => {
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
    const exit = await child.ended;
    await drained([child.stdout, child.stderr], options.drainMs);
    // A step is over when its program is: what it left behind would be in nobody's sight.
    if (exit.code !== 0 || child.mayHaveLeft() || (group !== null && group.pids().size > 0)) end();
    await trouble.ending;
    let said: Said = { stdout: '', stderr: '' };
    guarded(() => {
      said = captured.end();
    });
    if (trouble.fault !== undefined) throw trouble.fault;
    return outcomeOf(exit, { said, hitMemory: group?.hitMemory === true }, context);
  } finally {
    context.signal.removeEventListener('abort', stop);
  }
}

function outcomeOf(
  exit: ProcessExit,
  { said, hitMemory }: { readonly said: Said; readonly hitMemory: boolean },
  { signal, outputFile, limits }: StepContext,
): StepOutcome {
  const always = { exitCode: exit.code ?? 128, ...said };
  const why = hitMemory ? memoryHit(limits) : lastLine(said.stderr);
  return exitOutcome({ failure: exit.code === 0 ? null : howItEnded(exit, why), always, signal, outputFile });
}

async function heldStart(
  { file, args, cwd, stdin }: ProcessCall,
  { env, limits, outputFile }: Context,
  { limiter }: ProcessOptions,
): Promise<HeldStart> {
  const start = { file, args, cwd, env, stdin: stdin !== undefined };
  if (limits.cpu === null && limits.memoryBytes === null) return { start, group: null };
  return (await limiter()).hold(start, { limits, outputFile });
}

async function started(
  { file }: ProcessCall,
  held: HeldStart,
  { start }: ProcessOptions,
): Promise<StartedProcess> {
  try {
    return await start(held.start);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const why = isMissing ? 'not found, or its folder is not there' : messageOf(error);
    const exitCode = isMissing ? 127 : 126;
    throw new StepFailure('failed', `${file}: ${why}`, { exitCode, stdout: '', stderr: '' });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'cannot be started';
}

function howItEnded({ code, signal }: ProcessExit, why: string): string {
  const end = code === null ? `was ended by ${signal ?? 'a signal'}` : `exited with ${code}`;
  return why === '' ? end : `${end}: ${why}`;
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1)?.slice(0, 300) ?? '';
}

/** The kernel ends the largest of its processes, which need not be the program itself. */
function memoryHit({ memoryBytes }: StepContext['limits']): string {
  return `out of memory: it wanted more than the ${formatBytes(memoryBytes ?? 0)} of limits.memory`;
}

function feed(child: StartedProcess, stdin: string | undefined): void {
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
