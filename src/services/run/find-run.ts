import { AtomError } from '../../base/errors.ts';
import type { RunRecord } from '../../model/run.ts';
import type { RunDeps } from './deps.ts';

/** @throws {AtomError} ATOM_RUN_NOT_FOUND; ATOM_USAGE where several begin so */
export async function findRun(
  { journal, tenant }: Pick<RunDeps, 'journal' | 'tenant'>,
  ref: string,
): Promise<RunRecord> {
  const record = await journal.find({ tenant, ref });
  if (record !== undefined) return record;
  throw new AtomError('ATOM_RUN_NOT_FOUND', `There is no run ${ref}`, {
    hint: 'atomctl runs list',
  });
}
