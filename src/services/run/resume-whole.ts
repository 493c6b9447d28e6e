import type { RunDeps, RunOptions } from './deps.ts';
import type { RunId, RunRecord } from '../../model/run.ts';
import { findRun } from './find-run.ts';
import { decide, type Resumed, type ResumeRequest, resumeRun } from './resume-run.ts';

/** As `resumeRun`; a nested run goes on with the run that it belongs to, in the same process. */
export async function resumeWhole(
  deps: RunDeps,
  { decision, ...request }: ResumeRequest,
  options: RunOptions = {},
): Promise<Resumed> {
  const record = await findRun(deps, request.run);
  if (record.parent === null || record.state === 'ended') {
    return resumeRun(deps, { ...request, ...(decision !== undefined && { decision }) }, options);
  }
  if (decision !== undefined) await decide(deps, record.id, { ...decision, by: request.by });
  return resumeRun(deps, { ...request, run: await outermost(deps, record) }, options);
}

async function outermost(deps: RunDeps, { id, parent }: RunRecord): Promise<RunId> {
  return parent === null ? id : outermost(deps, await findRun(deps, parent.run));
}
