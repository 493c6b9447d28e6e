import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Options } from 'execa';
import { parse } from 'yaml';
import type { Json } from '../../../src/base/json.ts';
import { type Author, author } from '../author.ts';
import type { CliResult, Lane, StartedCli } from '../cli.ts';
import { succeed } from '../workbench.ts';

const PLAYBOOKS = path.resolve(import.meta.dirname, '../../../playbooks');

/** What a playbook is called with. */
export type Inputs = Readonly<Record<string, Json>>;
export type Env = Readonly<Record<string, string>>;

/** A playbook of this repository in the registry of a fresh author: packed, signed, verified and pushed as it lies there. */
export interface Shipped {
  readonly ana: Author;
  /** NAME@VERSION. */
  readonly ref: string;
  /** Calls atomctl with the operator's environment, such as KUBECONFIG and PROM_URL. */
  readonly at: (args: readonly string[], options?: Options) => Promise<CliResult>;
  /** As `at`, for what happens while it runs. */
  readonly start: (args: readonly string[], options?: Options) => StartedCli;
  /** The same, called with more in its environment. */
  readonly with: (env: Env) => Shipped;
  /** What the dry-run says, as JSON. */
  // oxlint-disable-next-line typescript/no-explicit-any -- a test says what it expects.
  readonly dryRun: () => Promise<any>;
  /** Plans it; the result may be a refusal. */
  readonly plan: (inputs: Inputs) => Promise<CliResult>;
  /** Plans it and approves the digest of that plan; gives the plan's id. */
  readonly approved: (inputs: Inputs) => Promise<string>;
  /** The whole way: dry-run, plan, approval of its digest, run, proof of the audit chain. */
  readonly run: (inputs: Inputs) => Promise<PlaybookRun>;
  /** A run, as the record has it; `ended` is the process that carried it last. */
  readonly recorded: (id: string, ended: CliResult) => Promise<PlaybookRun>;
}

/** A run as it ended, and what its record says of it. */
export interface PlaybookRun {
  readonly id: string;
  readonly exitCode: number | undefined;
  readonly result: string;
  /** What `runs show --json` gives. */
  // oxlint-disable-next-line typescript/no-explicit-any -- a test says what it expects.
  readonly record: any;
  /** What the process said beside its JSON. */
  readonly stderr: string;
  /** One step, or one of the rollback, as the record has it. */
  // oxlint-disable-next-line typescript/no-explicit-any -- a test says what it expects.
  readonly step: (name: string) => any;
  /** What a step, or all of them, wrote. */
  readonly log: (step?: string) => Promise<string>;
}

/** How bad a playbook may be judged to be, as an exit code of dry-run: safe, or caution. */
const RUNNABLE = [0, 10];

export async function shipped(name: string, env: Env = {}, lane: Lane = 'run'): Promise<Shipped> {
  const ana = await author(undefined, lane);
  const folder = path.join(PLAYBOOKS, name);
  const { version }: { version: string } = parse(
    readFileSync(path.join(folder, `${name}.wpk.yaml`), 'utf8'),
  ).metadata;
  const file = `${name}-${version}.wpk`;
  await succeed(ana.atomctl(['pack', folder, '-o', file]));
  await succeed(ana.atomctl(['sign', file, '--key', 'atomctl.key']));
  await succeed(ana.atomctl(['verify', file]));
  await succeed(ana.atomctl(['push', file]));
  return playbookOf(ana, `${name}@${version}`, env);
}

function playbookOf(ana: Author, ref: string, env: Env): Shipped {
  const start: Shipped['start'] = (args, options) =>
    ana.start(args, { ...options, env: { ...env, ...options?.env } });
  const at: Shipped['at'] = (args, options) => start(args, options).result;
  const plan: Shipped['plan'] = (inputs) => {
    const file = ana.in(`inputs-${randomUUID()}.json`);
    writeFileSync(file, JSON.stringify(inputs));
    return at(['plan', ref, '--inputs', file, '--json']);
  };
  const dryRun: Shipped['dryRun'] = async () => {
    const judged = await at(['dry-run', ref, '--json']);
    if (!RUNNABLE.includes(judged.exitCode ?? -1)) throw new Error(judged.stdout + judged.stderr);
    return judged.json();
  };
  const approved: Shipped['approved'] = async (inputs) => {
    const planned = await plan(inputs);
    if (planned.exitCode !== 0) throw new Error(planned.stdout + planned.stderr);
    const { id, digest } = planned.json();
    await succeed(at(['approve', digest, '--reason', 'a test']));
    return id;
  };
  const recorded: Shipped['recorded'] = (id, ended) => runOf(at, id, ended);
  return {
    ana,
    ref,
    at,
    start,
    with: (more) => playbookOf(ana, ref, { ...env, ...more }),
    dryRun,
    plan,
    approved,
    recorded,
    run: async (inputs) => {
      await dryRun();
      const ended = await at(['run', '--plan', await approved(inputs), '--json']);
      await succeed(at(['audit', 'verify']));
      return recorded(idOf(ended), ended);
    },
  };
}

/** @throws {Error} where no run was begun */
function idOf(ended: CliResult): string {
  const { id, error } = ended.json();
  const run: unknown = id ?? error?.details?.run;
  if (typeof run === 'string') return run;
  throw new Error(`no run was begun: ${ended.stdout}`);
}

async function runOf(at: Shipped['at'], id: string, { exitCode, stderr }: CliResult): Promise<PlaybookRun> {
  const record = (await at(['runs', 'show', id, '--json'])).json();
  return {
    id,
    exitCode,
    stderr,
    record,
    result: record.result,
    step: (name) =>
      [...record.steps, ...record.rollback].find((step: { readonly name: string }) => step.name === name),
    log: async (step) => (await at(['runs', 'logs', id, ...(step === undefined ? [] : [step])])).stdout,
  };
}
