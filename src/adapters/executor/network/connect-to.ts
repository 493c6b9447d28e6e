import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { guardedLookup } from './guarded-connect.ts';
import { portOf } from './egress.ts';
import { StepFailure, stopped } from '../step-failure.ts';

const CONNECT_MS = 15_000;

/** A TCP connection to a declared place, guarded as every other. @throws {StepFailure} */
export async function connectTo(url: URL, signal: AbortSignal): Promise<Socket> {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const limit = AbortSignal.any([signal, AbortSignal.timeout(CONNECT_MS)]);
  const socket = connect({ host, port: Number(portOf(url)), lookup: guardedLookup() });
  try {
    await once(socket, 'connect', { signal: limit });
    return socket;
  } catch (error) {
    socket.destroy();
    if (error instanceof StepFailure) throw error;
    if (signal.aborted) throw stopped(signal);
    if (limit.aborted) throw new StepFailure('timeout', `${url.host} did not answer`);
    throw new StepFailure('unavailable', error instanceof Error ? error.message : 'cannot be reached');
  }
}
