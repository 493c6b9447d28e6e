import type { Executor } from '../../ports/executor.ts';
import type { VaultClient } from '../vault/client.ts';
import { approvalExecutor } from './approval.ts';
import { withDeclaredOutputs } from './declared-outputs.ts';
import { dockerExecutor } from './docker/docker.ts';
import { failExecutor } from './fail.ts';
import { httpExecutor } from './http.ts';
import { type Limiter, openLimiter } from './process/limits/limiter.ts';
import { notifyExecutor } from './notify.ts';
import { processExecutor, type ProcessOptions } from './process/process.ts';
import { prometheusExecutor } from './prometheus/prometheus.ts';
import { startProcess } from './process/spawn/start.ts';
import { vaultExecutor } from './vault/vault.ts';
import { waitExecutor } from './wait.ts';

const FALLBACK_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

let limiter: Promise<Limiter> | undefined;

/** What holds processes to limits on this host; found out once. */
export function hereLimiter(): Promise<Limiter> {
  limiter ??= openLimiter(startProcess);
  return limiter;
}

/** Services that the settings name, not the package. */
export interface Outside {
  readonly vault: () => Promise<VaultClient>;
  readonly promUrl: string | null;
}

/** Every executor of this build. */
export function allExecutors(env: NodeJS.ProcessEnv, now: () => Date, outside: Outside): readonly Executor[] {
  const options: ProcessOptions = {
    start: startProcess,
    limiter: hereLimiter,
    env: { PATH: env['PATH'] ?? FALLBACK_PATH, LANG: env['LANG'] ?? 'C.UTF-8', TZ: env['TZ'] ?? 'UTC' },
    graceMs: 5000,
    drainMs: 500,
  };
  return [
    processExecutor('shell', options),
    processExecutor('script', options),
    dockerExecutor({ host: env['DOCKER_HOST'] || null, graceMs: 5000, patienceMs: 5000 }),
    httpExecutor(),
    waitExecutor(now),
    notifyExecutor(),
    approvalExecutor(),
    failExecutor(),
    prometheusExecutor(outside.promUrl, now),
    vaultExecutor(outside.vault),
  ].map(withDeclaredOutputs);
}
