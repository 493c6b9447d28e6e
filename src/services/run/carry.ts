import { alarm } from '../../base/alarm.ts';
import { AtomError } from '../../base/errors.ts';
import type { AuditHead } from '../../model/audit.ts';
import type { Plan, PlannedStep } from '../../model/plan.ts';
import type { RunEvent, RunId, RunResult, StoredEvent } from '../../model/run.ts';
import type { RunView } from '../../model/run-view.ts';
import type { RunPackage } from '../../model/wpk.ts';
import type { Lease } from '../../ports/journal.ts';
import { reasonOf, resultOf } from '../../run/result.ts';
import { chosenOut } from '../../run/selection.ts';
import type { Stage } from './attempt.ts';
import { LEASE_MS, type RunDeps, type RunOptions } from './deps.ts';
import { PhaseDriver, type PhaseEnd } from './drive.ts';
import { ItemLists } from './item-lists.ts';
import { awaitTurn } from './await-turn.ts';
import { readKnown } from './known-secrets.ts';
import { Turns } from './turns.ts';
import { keepLease } from './lease.ts';
import { Ledger } from './ledger.ts';
import { RenewedLeases } from './leases/renew-leases.ts';
import { leftBehind } from './left-behind.ts';
import { outputsOf } from './outputs.ts';
import { endLeftovers, recover } from './recover.ts';
import { watchRequests } from './watch.ts';

export interface Owned {
  readonly run: RunId;
  readonly plan: Plan;
  readonly lease: Lease;
  readonly wpk: RunPackage;
  /** What a new run takes over from an earlier one. */
  readonly adopted: readonly RunEvent[];
}

/** How far a run was carried. */
export type Carried =
  | { readonly kind: 'ended'; readonly result: RunResult; readonly head: AuditHead; readonly view: RunView }
  | { readonly kind: 'waiting' | 'paused' | 'interrupted'; readonly view: RunView };

/** Carries an owned run as far as it goes: to its end, to a question, or to where it was told to stop. */
export async function carryRun(deps: RunDeps, owned: Owned, options: RunOptions): Promise<Carried> {
  try {
    return await carry(deps, owned, options);
  } catch (error) {
    // Whoever resumes need not wait for this process to end. An old token releases nothing.
    await deps.journal.release(owned.run, owned.lease.token).catch(() => undefined);
    throw fullDuring(owned.run, error);
  }
}

/** The run is there and goes on from its journal; the same command would begin another. */
function fullDuring(run: RunId, error: unknown): unknown {
  if (!(error instanceof AtomError) || error.code !== 'ATOM_DISK_FULL') return error;
  const hint = `Free some space, then: atomctl runs resume ${run}`;
  return new AtomError('ATOM_DISK_FULL', error.message, { hint, cause: error });
}

async function carry(deps: RunDeps, owned: Owned, options: RunOptions): Promise<Carried> {
  const { run, plan, lease, wpk } = owned;
  const leaseMs = options.leaseMs ?? LEASE_MS;
  using renewed = new RenewedLeases(deps.leases, plan);
  const onEvent = (stored: StoredEvent) => {
    renewed.see(stored.event);
    options.onEvent?.(stored);
  };
  const ledger = new Ledger(deps, { run, plan, token: lease.token, onEvent });
  const earlierMs = await ledger.load();
  let driver: PhaseDriver | undefined;
  let fault: unknown;
  const fail = (error: unknown) => {
    fault ??= error;
    driver?.fail(error);
  };
  using held = new DisposableStack();
  held.defer(() => ledger.showAll());
  const kept = held.use(keepLease(deps, { run, ...lease, leaseMs }, fail));

  const unended = await endLeftovers({ deps, ledger, paths: deps.folders.paths(run) });
  const paths = await deps.folders.prepare(run, wpk);
  const secrets = new Map<string, string>();
  const scope = { run, plan, view: ledger.view, secrets, held: new Map<string, string>() };
  const [known, lists, turns] = [await readKnown(deps, plan), new ItemLists(scope), new Turns(deps, ledger)];
  const stage: Stage = { deps, ledger, paths, scope, lists, turns, known, lease: kept };
  await recover(stage, unended);
  await begin(ledger, owned.adopted);
  if (fault !== undefined) throw fault;

  const turn = await awaitTurn(turns, ledger, options.signal);
  // What a run waits for its turn is not what it takes.
  const begun = deps.processes.bootTime();
  const drive = async (phase: 'steps' | 'rollback'): Promise<PhaseEnd> => {
    driver = new PhaseDriver(stage, phasePlan(plan, phase));
    using watched = new DisposableStack();
    watched.use(watchRequests(ledger, driver, { signal: options.signal, fail, phase }));
    watched.use(
      phase === 'steps' ? deadline(plan, earlierMs + deps.processes.bootTime() - begun, driver) : undefined,
    );
    return await driver.run();
  };
  const end = turn === 'held' ? await drivePhases(stage, drive) : turn;
  if (end === 'waiting' || end === 'paused' || end === 'interrupted') return letGo(stage, lease, end);
  const ended = await finish({ deps, ledger, troubles: renewed.troubles }, lease, end);
  ledger.showAll();
  options.onEnded?.(ended.head);
  return ended;
}

/** What a person chose comes before the first step. */
async function begin(ledger: Ledger, adopted: readonly RunEvent[]): Promise<void> {
  // An owner may have died before it had written them down.
  for (const event of adopted) if (isUntouched(ledger, event)) ledger.stage(event);
  for (const step of chosenOut(ledger.plan)) {
    if (ledger.view.steps.get(step)?.state !== 'pending') continue;
    ledger.stage({ type: 'step-skipped', step, phase: 'steps', reason: 'selection' });
  }
  await ledger.flush();
}

function isUntouched({ view }: Ledger, event: RunEvent): boolean {
  return 'step' in event && view.steps.get(event.step)?.state === 'pending';
}

async function drivePhases(
  stage: Stage,
  drive: (phase: 'steps' | 'rollback') => Promise<PhaseEnd>,
): Promise<PhaseEnd> {
  const { ledger } = stage;
  const { view, plan } = ledger;
  if (view.rollingBack === null) {
    const end = await drive('steps');
    if (end === 'waiting' || end === 'paused' || end === 'interrupted') return end;
    const reason = rollbackReason(plan, view, end);
    if (reason === undefined) return end;
    await endNested(stage, 'rollback');
    ledger.stage({ type: 'rollback-started', reason, steps: plan.rollback.map(({ name }) => name) });
    await ledger.flush();
  }
  return drive('rollback');
}

function rollbackReason(plan: Plan, view: RunView, end: PhaseEnd): string | undefined {
  if (plan.rollback.length === 0) return undefined;
  // The last steps may have ended while the request was on its way.
  if (view.cancel?.rollback === true) return reasonOf(view) ?? 'cancelled';
  if (end === 'cancelled') return undefined;
  if (end === 'timeout') return TOO_LONG;
  const failed = plan.steps.find(
    ({ name, onError }) => onError === 'rollback' && view.steps.get(name)?.state === 'failed',
  );
  return failed === undefined ? undefined : (reasonOf(view) ?? failed.name);
}

const TOO_LONG = 'The run took longer than its timeout';

/** Writes down how the run ended, and removes its folders. */
export async function finish(
  { deps, ledger, troubles = [] }: Pick<Stage, 'deps' | 'ledger'> & { readonly troubles?: readonly string[] },
  { token }: Lease,
  end: PhaseEnd,
): Promise<Extract<Carried, { kind: 'ended' }>> {
  const { run, view, plan } = ledger;
  await endNested({ deps, ledger });
  const left = await leftBehind(deps, { run, plan, view });
  const rolledBack = view.rollingBack !== null;
  const result = end === 'timeout' && !rolledBack ? 'failed' : resultOf(view, left);
  const why = end === 'timeout' ? TOO_LONG : (reasonOf(view) ?? view.rollingBack);
  const reason = why === null ? null : [why, ...troubles].join('; ');
  const toDo = [...left.steps, ...left.nested, ...left.secrets];
  const head = await deps.journal.end(run, token, {
    result,
    reason,
    leftToDo: toDo,
    outputs: outputsOf(plan, view),
    at: deps.now().toISOString(),
  });
  view.ended = { result, reason, leftToDo: toDo };
  await deps.folders.remove(run);
  return { kind: 'ended', result, head, view };
}

/** A nested run of which its step ended without it, such as one that waited for somebody. */
async function endNested(
  { deps, ledger: { run, plan, view } }: Pick<Stage, 'deps' | 'ledger'>,
  rollback?: 'rollback',
): Promise<void> {
  if (![...plan.steps, ...plan.rollback].some(({ type }) => type === 'workflow')) return;
  const { by = null, rollback: undoes = false } = view.cancel ?? {};
  await deps.endNested?.(run, { by, rollback: undoes || rollback !== undefined });
}

async function letGo(
  { deps, ledger }: Stage,
  { token }: Lease,
  kind: 'waiting' | 'paused' | 'interrupted',
): Promise<Carried> {
  if (kind === 'interrupted') {
    ledger.stage({ type: 'run-interrupted', reason: 'its owner was told to stop' });
    await ledger.flush();
  }
  await deps.journal.release(ledger.run, token);
  return { kind, view: ledger.view };
}

/** Rollback steps run one after the other, in the plan's order. */
function phasePlan(plan: Plan, phase: 'steps' | 'rollback'): ConstructorParameters<typeof PhaseDriver>[1] {
  if (phase === 'steps') return { phase, steps: plan.steps, maxParallel: plan.maxParallel };
  const steps = plan.rollback.map((step, index): PlannedStep => {
    const before = plan.rollback[index - 1];
    return { ...step, needs: before === undefined ? [] : [before.name] };
  });
  return { phase, steps, maxParallel: 1 };
}

function deadline({ timeoutMs }: Plan, spentMs: number, driver: PhaseDriver): Disposable | undefined {
  if (timeoutMs === null) return undefined;
  return alarm(Math.max(0, timeoutMs - spentMs), () => driver.hold('timeout'));
}
