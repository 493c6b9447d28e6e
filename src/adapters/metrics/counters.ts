import { Counter, Registry } from 'prom-client';
import type { RunTotal } from '../../ports/journal.ts';

const SUCCESSES = new Set<RunTotal['result']>(['succeeded', 'succeeded-with-errors']);
const FAILURES = new Set<RunTotal['result']>(['failed', 'rolled-back', 'rollback-failed']);

/** workflow_runs_total by result, and the two that dashboards divide: a cancelled run is neither success nor failure. */
export function countersOf(totals: readonly RunTotal[]): Registry {
  const registry = new Registry();
  const of = (name: string, help: string, labelNames: readonly string[]) =>
    new Counter({ name, help, labelNames, registers: [registry] });
  const runs = of('workflow_runs_total', 'Runs that have ended.', ['tenant', 'playbook', 'result']);
  const successes = of('workflow_success_total', 'Runs that ended with success.', ['tenant', 'playbook']);
  const failures = of('workflow_failure_total', 'Runs that ended with a failure.', ['tenant', 'playbook']);
  for (const { tenant_id: tenant, playbook_id: playbook, result, runs: count } of totals) {
    runs.inc({ tenant, playbook, result }, count);
    successes.inc({ tenant, playbook }, SUCCESSES.has(result) ? count : 0);
    failures.inc({ tenant, playbook }, FAILURES.has(result) ? count : 0);
  }
  return registry;
}
