import { setTimeout as sleep } from 'node:timers/promises';
import type { TestNamespace } from '../cluster.ts';
import type { TestPrometheus } from '../prometheus.ts';
import { allowLoads, type BusyWorkload, busyWorkload } from './busy-workload.ts';
import { scrapePods } from './scraped-pods.ts';
import type { Inputs } from './shipped.ts';

/** Two workloads that are slow under load: more replicas make one of them fast, and leave the other as it is. */
export interface SlowShop extends AsyncDisposable {
  readonly prometheus: TestPrometheus;
  readonly helped: BusyWorkload;
  readonly stuck: BusyWorkload;
  /** The playbook's inputs for one of them, with times in seconds. */
  inputs(workload: BusyWorkload, more?: Inputs): Inputs;
  /** Lets many come, and waits until requests were slow for a while. */
  crowd(): Promise<void>;
  isSlow(workload: BusyWorkload): Promise<void>;
  /** Nobody has asked it for a while. */
  isIdle(workload: BusyWorkload): Promise<void>;
}

/** Half of the one replica's queue under load, and twice that of three. */
const THRESHOLD = 0.4;
const CROWD = 24;
const PATIENCE_MS = 90_000;

const SHORT = {
  cpuMetric: 'process_cpu_seconds_total',
  busyCpu: 0.01,
  threshold: THRESHOLD,
  slowFor: '4s',
  window: '5s',
  every: '1s',
  baseline: '2m',
  watch: '20s',
  steadyFor: '3s',
};

export async function slowShop(program: string, space: TestNamespace): Promise<SlowShop> {
  await allowLoads(space);
  const [prometheus, helped, stuck] = await Promise.all([
    scrapePods(program, space),
    busyWorkload(space, 'web', 'own'),
    busyWorkload(space, 'cart', 'shared'),
  ]);
  const both = [helped, stuck];
  const until = async (query: string) => {
    for (
      const end = Date.now() + PATIENCE_MS;
      (await prometheus.value(query)) === undefined;
      await sleep(200)
    )
      if (Date.now() > end) throw new Error(`${query} gave nothing within ${PATIENCE_MS / 1000} s`);
  };
  const isSlow = ({ name }: BusyWorkload) => until(slowOf(name));
  await Promise.all(both.map((workload) => workload.clients(1)));
  await Promise.all(both.map(({ name }) => until(calmOf(name))));
  return {
    prometheus,
    helped,
    stuck,
    inputs: ({ name }, more = {}) => ({ namespace: space.name, deployment: name, ...SHORT, ...more }),
    isSlow,
    isIdle: ({ name }) => until(idleOf(name)),
    crowd: async () => {
      await Promise.all(both.map((workload) => workload.clients(CROWD)));
      await Promise.all(both.map(isSlow));
    },
    [Symbol.asyncDispose]: () => prometheus[Symbol.asyncDispose](),
  };
}

function p95(job: string): string {
  return `histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{job="${job}"}[5s])))`;
}

/** Gives something where it was slow for longer than the playbook asks. */
function slowOf(job: string): string {
  const over = `(${p95(job)})[7s:1s]`;
  return `min_over_time(${over}) > ${THRESHOLD} and count_over_time(${over}) >= 7`;
}

/** Gives something where enough is known of how it was before. */
function calmOf(job: string): string {
  return `count_over_time((${p95(job)} < ${THRESHOLD})[15s:1s]) >= 10`;
}

function idleOf(job: string): string {
  return `max_over_time(sum(rate(http_request_duration_seconds_count{job="${job}"}[5s]))[3s:1s]) == 0`;
}
