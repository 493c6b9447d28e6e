import type { Containers, RunContainer } from '../../../ports/run-host.ts';
import { labelledContainers, removeContainer, stopContainer } from './container.ts';
import { LABELS } from './create-body.ts';
import { Engine, EngineGone, EngineRefusal } from './engine.ts';
import { engineAddress } from './engine-address.ts';

const ANSWER_MS = 5000;

/** As `Containers.ofRuns`; `host` is DOCKER_HOST. */
export async function containersOfRuns(root: string, host: string | null): ReturnType<Containers['ofRuns']> {
  try {
    const engine = await engineOf(host);
    if (engine === undefined) return [];
    const found = await labelledContainers(engine, `${LABELS.runs}=${root}`);
    return found.flatMap(({ id, labels: { [LABELS.run]: run } }) =>
      typeof run === 'string' ? [{ run, id }] : [],
    );
  } catch (error) {
    if (error instanceof EngineGone || error instanceof EngineRefusal) return [];
    throw error;
  }
}

/** As `Containers.remove`. */
export async function removeStray(
  { id }: RunContainer,
  { host, graceMs }: { readonly host: string | null; readonly graceMs: number },
): Promise<string | null> {
  try {
    const engine = await engineOf(host);
    if (engine === undefined) return 'the container engine is gone';
    await stopContainer(engine, id, graceMs);
    await removeContainer(engine, id);
    return null;
  } catch (error) {
    if (error instanceof EngineGone || error instanceof EngineRefusal) return error.message;
    throw error;
  }
}

/** Undefined where there is none, or one that is not spoken to. */
async function engineOf(host: string | null): Promise<Engine | undefined> {
  const address = addressOf(host);
  return address === undefined ? undefined : await Engine.open(address, { timeoutMs: ANSWER_MS });
}

function addressOf(host: string | null) {
  try {
    return engineAddress(host);
  } catch {
    return undefined;
  }
}
