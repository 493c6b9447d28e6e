import type { EngineLimits } from '../../../model/engine-limits.ts';
import { Engine, EngineGone, EngineRefusal } from './engine.ts';
import { type EngineAddress, engineAddress } from './engine-address.ts';
import { enforcedBy } from './limits.ts';

const PATIENCE_MS = 3000;

/** What the engine that DOCKER_HOST names says that it can enforce; null where none answers. */
export async function engineLimits(host: string | null): Promise<EngineLimits | null> {
  const address = addressOf(host);
  if (address === undefined) return null;
  try {
    const engine = await Engine.open(address, { timeoutMs: PATIENCE_MS });
    return enforcedBy(await engine.ask('GET', '/info', { timeoutMs: PATIENCE_MS }));
  } catch (error) {
    if (error instanceof EngineGone || error instanceof EngineRefusal) return null;
    throw error;
  }
}

/** A wrong DOCKER_HOST is for the step itself to say. */
function addressOf(host: string | null): EngineAddress | undefined {
  try {
    return engineAddress(host);
  } catch {
    return undefined;
  }
}
