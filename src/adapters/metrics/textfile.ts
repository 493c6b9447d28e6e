import type { MetricsSink } from '../../ports/metrics.ts';
import { writeDurably } from '../files/write-durably.ts';
import { countersOf } from './counters.ts';

/** A file for node_exporter's textfile collector, replaced as a whole. */
export function textfileSink(file: string): MetricsSink {
  return {
    publish: async (totals) => {
      await writeDurably(file, await countersOf(totals).metrics(), { mode: 0o644 });
    },
  };
}
