import type { DoctorCheck, DoctorReport } from '../model/doctor.ts';
import type { Probe } from '../ports/probe.ts';

/** Asks every probe at once; one that has not answered after `timeoutMs` is failing. */
export async function examine(probes: readonly Probe[], timeoutMs: number): Promise<DoctorReport> {
  return { checks: await Promise.all(probes.map((probe) => check(probe, timeoutMs))) };
}

async function check(probe: Probe, timeoutMs: number): Promise<DoctorCheck> {
  const { name, env, critical, disables, fix } = probe;
  const about = { name, env, critical, disables };
  try {
    const found = await within(timeoutMs, (signal) => probe.find(signal));
    if (found === undefined) return { ...about, state: 'missing', detail: null, fix };
    return { ...about, state: 'ok', detail: found, fix: null };
  } catch (error) {
    return { ...about, state: 'failing', detail: reasonOf(error), fix };
  }
}

async function within<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const giveUp = new AbortController();
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new Error(`no answer within ${ms / 1000} s`));
    giveUp.abort();
  }, ms);
  try {
    return await Promise.race([work(giveUp.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The innermost cause that says something: fetch keeps the network's word there. */
function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const inner: unknown = thrown instanceof AggregateError ? thrown.errors[0] : thrown.cause;
  const reason = inner instanceof Error ? reasonOf(inner) : '';
  return reason || thrown.message || thrown.name;
}
