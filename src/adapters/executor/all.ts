import type { Executor } from '../../ports/executor.ts';
import { approvalExecutor } from './approval.ts';
import { withDeclaredOutputs } from './declared-outputs.ts';
import { dockerExecutor } from './docker/docker.ts';
import { httpExecutor } from './http.ts';
import { type Limiter, openLimiter } from './limits/limiter.ts';
import { notifyExecutor } from './notify.ts';
import { processExecutor, type ProcessOptions } from './process.ts';
import { startProcess } from './spawn/start.ts';
import { waitExecutor } from './wait.ts';

const FALLBACK_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

let limiter: Promise<Limiter> | undefined;

/** What holds processes to limits on this host; found out once. */
export function hereLimiter(): Promise<Limiter> {
  limiter ??= openLimiter(startProcess);
  return limiter;
}

/** Every executor of this build. */
export function allExecutors(env: NodeJS.ProcessEnv, now: () => Date): readonly Executor[] {
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
  ].map(withDeclaredOutputs);
}
