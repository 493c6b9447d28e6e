import type { StepContainer } from '../../../model/run.ts';
import type { Containers } from '../../../ports/run-host.ts';
import { removeContainer, stopContainer } from './container.ts';
import { containerName } from './create-body.ts';
import { Engine, EngineGone, EngineRefusal } from './engine.ts';
import { engineAddress } from './engine-address.ts';

const ANSWER_MS = 10_000;

/** As `Containers.end`; `host` is DOCKER_HOST. */
export async function endContainer(
  { container, ...ref }: Parameters<Containers['end']>[0],
  { host, graceMs }: { readonly host: string | null; readonly graceMs: number },
): Promise<string | null> {
  const known = container ?? { engine: urlOf(host), name: containerName(ref) };
  if (known.engine === null) return null;
  const why = await end({ engine: known.engine, name: known.name }, graceMs);
  return container === null ? null : why;
}

async function end({ engine: url, name }: StepContainer, graceMs: number): Promise<string | null> {
  try {
    const address = engineAddress(url);
    if (address === undefined) return null;
    const engine = await Engine.open(address, { timeoutMs: ANSWER_MS });
    await stopContainer(engine, name, graceMs);
    await removeContainer(engine, name);
    return null;
  } catch (error) {
    if (error instanceof EngineGone || error instanceof EngineRefusal) {
      return `its container ${name} may still run: ${error.message}`;
    }
    throw error;
  }
}

function urlOf(host: string | null): string | null {
  try {
    return engineAddress(host)?.url ?? null;
  } catch {
    return null;
  }
}
