import { AtomError } from '../../base/errors.ts';
import type { RunDoctorReport, RunFinding } from '../../model/run-doctor.ts';
import type { AuditLog } from '../../ports/audit-log.ts';
import type { PrunedLogs } from '../../ports/run-host.ts';
import type { RunDeps, RunOptions } from './deps.ts';
import { examineRuns, reportOf } from './doctor.ts';
import { findLeftovers, removeLeftovers } from './leftovers.ts';
import { type Resumed, type ResumeRequest } from './resume-run.ts';
import { resumeWhole } from './resume-whole.ts';

export interface MendDeps {
  readonly run: RunDeps;
  readonly audit: Pick<AuditLog, 'record'>;
}

type Mended = NonNullable<RunFinding['mended']>;

/**
 * Mends what needs nobody's decision: runs whose process is gone or silent are taken over and carried on, one after
 * the other; what is left of runs that are over is removed. Each is written into the audit chain before it is done.
 */
export async function mendRuns(
  deps: MendDeps,
  { by, admit }: Pick<ResumeRequest, 'by' | 'admit'>,
  options: RunOptions,
): Promise<RunDoctorReport> {
  const { items } = await examineRuns(deps.run);
  const after: RunFinding[] = [];
  for (const finding of items) {
    if (!isMendable(finding) || options.signal?.aborted === true) {
      after.push(finding);
      continue;
    }
    await note(deps, finding, by);
    after.push({
      ...finding,
      mended: await mend(deps.run, { run: finding.run, by, admit }, { finding, options }),
    });
  }
  const pruned = options.signal?.aborted === true ? null : await pruneLogs(deps, by, options.signal);
  return reportOf(await asTheyAreNow(deps.run, after), pruned);
}

async function pruneLogs(
  { run: { folders, tenant, now }, audit }: MendDeps,
  by: string,
  signal: AbortSignal | undefined,
): Promise<RunDoctorReport['pruned']> {
  const announce = async (details: PrunedLogs) => {
    const record = {
      action: 'recover',
      actor: by,
      tenant,
      subject: 'logs',
      details: { ...details },
    } as const;
    await audit.record(record, now().toISOString());
  };
  return folders.pruneLogs({ announce, signal });
}

/** What was tried and not mended may need another thing by now, such as a person's word. */
async function asTheyAreNow(deps: RunDeps, items: readonly RunFinding[]): Promise<readonly RunFinding[]> {
  if (items.every(({ mended }) => mended?.ok !== false)) return items;
  const now = new Map((await examineRuns(deps)).items.map((finding) => [finding.run, finding]));
  return items.map((finding) =>
    finding.mended?.ok === false ? { ...(now.get(finding.run) ?? finding), mended: finding.mended } : finding,
  );
}

const MENDABLE: readonly RunFinding['ailment'][] = ['interrupted', 'silent', 'unreachable', 'leftovers'];

function isMendable({ ailment }: RunFinding): boolean {
  return MENDABLE.includes(ailment);
}

async function note(
  { run: { tenant, now }, audit }: MendDeps,
  finding: RunFinding,
  by: string,
): Promise<void> {
  const { ailment, run, detail } = finding;
  await audit.record(
    { action: 'recover', actor: by, tenant, subject: run, details: { ailment, detail } },
    now().toISOString(),
  );
}

interface Case {
  readonly finding: RunFinding;
  readonly options: RunOptions;
}

/** One that cannot be mended keeps none of the others from it. */
async function mend(deps: RunDeps, request: ResumeRequest, { finding, options }: Case): Promise<Mended> {
  try {
    if (finding.ailment !== 'leftovers') return outcomeOf(await resumeWhole(deps, request, options));
    for (const left of await findLeftovers(deps)) {
      if (left.run !== finding.run) continue;
      const why = await removeLeftovers(deps, left);
      if (why !== null) return { ok: false, detail: why };
    }
    return { ok: true, detail: 'it is removed' };
  } catch (error) {
    if (!(error instanceof AtomError)) throw error;
    return { ok: false, detail: `${error.message} (${error.code})` };
  }
}

function outcomeOf(resumed: Resumed): Mended {
  if (resumed.kind === 'already-ended') return { ok: true, detail: 'it has ended by now' };
  const { carried } = resumed;
  switch (carried.kind) {
    case 'ended':
      return { ok: true, detail: `it was carried on, and ended as ${carried.result}` };
    case 'waiting':
      return { ok: false, detail: 'it was carried on, and now waits for somebody' };
    case 'paused':
    case 'interrupted':
      return { ok: false, detail: `it was carried on, and is ${carried.kind}` };
  }
}
