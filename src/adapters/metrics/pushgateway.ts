import { Pushgateway } from 'prom-client';
import { AtomError } from '../../base/errors.ts';
import type { MetricsSink } from '../../ports/metrics.ts';
import { countersOf } from './counters.ts';

const TIMEOUT_MS = 5000;

/** Replaces the group {job="atomctl"} of a Pushgateway. */
export function pushgatewaySink(url: string): MetricsSink {
  return {
    publish: async (totals) => {
      try {
        await new Pushgateway(url, { timeout: TIMEOUT_MS }, countersOf(totals)).push({ jobName: 'atomctl' });
      } catch (cause) {
        throw new AtomError('ATOM_NEEDS_MISSING', `The Pushgateway at ${url} did not take the counters`, {
          hint: `Check it: curl ${url}/-/ready`,
          cause,
        });
      }
    },
  };
}
