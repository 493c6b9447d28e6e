import { asFailure } from '../../../../base/failure.ts';
import type { Enforceable, ProcessLimits } from '../../../../model/plan.ts';
import type { ProcessStart, StartProcess } from '../spawn/start-process.ts';
import { StepFailure } from '../../step-failure.ts';
import { type CgroupRoot, cgroupRoots } from './cgroup-roots.ts';
import { intoGroups, withData } from './held-start.ts';
import { provesData, provesGroup } from './probe-limits.ts';
import { StepCgroup } from './step-cgroup.ts';

/** What holds processes to limits here. */
export interface Limiter {
  /** What it was seen to hold. */
  readonly holds: ReadonlySet<Enforceable>;
  /** @throws {StepFailure} where a limit does not hold here */
  hold(start: ProcessStart, held: { readonly limits: ProcessLimits; readonly outputFile: string }): HeldStart;
}

export interface HeldStart {
  readonly start: ProcessStart;
  readonly group: StepCgroup | null;
}

/** By control groups where this user may make them, of memory else by the limit that each process has of its own. */
export async function openLimiter(
  start: StartProcess,
  roots: readonly CgroupRoot[] = cgroupRoots(),
): Promise<Limiter> {
  const [memory, cpu] = await Promise.all([proven(start, roots, 'memory'), proven(start, roots, 'cpu')]);
  const data = memory === undefined && process.platform !== 'win32' && (await provesData(start));
  const holds = new Set<Enforceable>();
  if (cpu !== undefined) holds.add('cpu');
  if (memory !== undefined) holds.add('memory');
  else if (data) holds.add('memory-of-each');
  return {
    holds,
    hold: (call, { limits, outputFile }) => {
      if (limits.cpu !== null && cpu === undefined) throw notHeld('limits.cpu');
      if (limits.memoryBytes !== null && memory === undefined && !data) throw notHeld('limits.memory');
      const needed = new Set(
        [limits.memoryBytes === null ? undefined : memory, limits.cpu === null ? undefined : cpu].filter(
          (root) => root !== undefined,
        ),
      );
      const inner =
        memory === undefined && limits.memoryBytes !== null ? withData(call, limits.memoryBytes) : call;
      if (needed.size === 0) return { start: inner, group: null };
      const group = made([...needed], { limits, outputFile });
      return { start: intoGroups(inner, group.folders), group };
    },
  };
}

async function proven(
  start: StartProcess,
  roots: readonly CgroupRoot[],
  controller: 'memory' | 'cpu',
): Promise<CgroupRoot | undefined> {
  const root = roots.find(({ controllers }) => controllers.has(controller));
  return root !== undefined && (await provesGroup(start, root, controller)) ? root : undefined;
}

function made(...[roots, held]: Parameters<typeof StepCgroup.make>): StepCgroup {
  try {
    return StepCgroup.make(roots, held);
  } catch (error) {
    // A full disk is not the step's fault.
    const failure = asFailure(error);
    if (failure.code === 'ATOM_DISK_FULL') throw failure;
    throw new StepFailure('unavailable', `it cannot be held to its limits: ${String(error)}`);
  }
}

function notHeld(what: string): StepFailure {
  return new StepFailure(
    'unavailable',
    `${what} does not hold here, and the plan says that it does: plan it again to see what is not enforced`,
  );
}
