import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '../../../base/json.ts';
import type { StepContext, StepOutcome } from '../../../ports/executor.ts';
import { StepFailure, stopped } from '../step-failure.ts';
import { containersOf, createContainer, removeContainer } from './container.ts';
import { type ContainerCall, containerCall } from './container-call.ts';
import { containerFolders } from './container-folders.ts';
import { containerUser } from './container-user.ts';
import { containerName, createBody, LABELS } from './create-body.ts';
import { Engine, EngineGone, EngineRefusal } from './engine.ts';
import { engineAddress } from './engine-address.ts';
import { findImage } from './image.ts';
import { enforcedBy } from './limits.ts';
import { runContainer } from './run-container.ts';

export interface DockerOptions {
  /** DOCKER_HOST; null: one of the usual sockets. */
  readonly host: string | null;
  /** Between SIGTERM and SIGKILL. */
  readonly graceMs: number;
  /** How long an engine that went away is given to come back, so that its container can be ended. */
  readonly patienceMs: number;
}

const ANSWER_MS = 10_000;
const LOOK_AGAIN_MS = 200;

/** Carries out one attempt, by the engine that DOCKER_HOST names. @throws {StepFailure} */
export async function attemptInContainer(
  settings: JsonObject,
  context: StepContext,
  options: DockerOptions,
): Promise<StepOutcome> {
  const call = containerCall(settings, context.egress);
  try {
    const engine = await openEngine(options.host, context.signal);
    if (context.attempt > 1) await endEarlier(engine, context);
    return await inContainer(engine, { call, context, options });
  } catch (error) {
    if (context.signal.aborted && !(error instanceof StepFailure)) throw stopped(context.signal);
    if (error instanceof EngineGone) throw new StepFailure('unavailable', error.message);
    if (error instanceof EngineRefusal)
      throw new StepFailure('failed', `the engine refuses: ${error.message}`);
    throw error;
  }
}

async function openEngine(host: string | null, signal: AbortSignal): Promise<Engine> {
  const address = addressOf(host);
  if (address !== undefined) return Engine.open(address, { signal, timeoutMs: ANSWER_MS });
  throw new StepFailure(
    'unavailable',
    'there is no container engine: start one, or set DOCKER_HOST (atomctl doctor)',
  );
}

function addressOf(host: string | null) {
  try {
    return engineAddress(host);
  } catch (error) {
    throw new StepFailure('refused', error instanceof Error ? error.message : String(error));
  }
}

/** What an earlier attempt may have left when its engine went away: two never run at once. */
async function endEarlier(engine: Engine, { idempotencyKey }: StepContext): Promise<void> {
  const left = await containersOf(engine, `${LABELS.effect}=${idempotencyKey}`);
  for (const id of left) await removeContainer(engine, id);
}

interface Attempt {
  readonly call: ContainerCall;
  readonly context: StepContext;
  readonly options: DockerOptions;
}

async function inContainer(engine: Engine, { call, context, options }: Attempt): Promise<StepOutcome> {
  const { image, pull } = call;
  const [found, info] = await Promise.all([
    findImage(engine, { image, pull, signal: context.signal }),
    engine.ask('GET', '/info', { signal: context.signal }),
  ]);
  const { user, stranger } = containerUser({ named: call.user, image: found.user, info, own: ownUser() });
  using folders = containerFolders(call, context, stranger);
  const name = containerName(context);
  const body = createBody({ call, context, folders, imageId: found.id, user });
  const id = await createContainer(engine, name, body);
  let ended = false;
  try {
    await context.contained({ engine: engine.url, name });
    return await runContainer(engine, id, {
      call,
      context,
      outputFile: folders.outputFile,
      graceMs: options.graceMs,
      image: found.id,
      said: enforcedBy(info),
      ended: () => {
        ended = true;
      },
    });
  } finally {
    // One that has ended does no harm; that it cannot be removed changes nothing of what the step did.
    if (ended) await removeContainer(engine, id).catch(ignoreEngine);
    else await end(engine, { id, name }, { context, options });
  }
}

function ignoreEngine(error: unknown): void {
  if (!(error instanceof EngineGone || error instanceof EngineRefusal)) throw error;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** @throws {StepFailure} where nobody can know that it has ended. */
async function end(
  engine: Engine,
  { id, name }: Named,
  { context, options }: Omit<Attempt, 'call'>,
): Promise<void> {
  const deadline = performance.now() + options.patienceMs;
  for (;;) {
    try {
      return await removeContainer(engine, id);
    } catch (error) {
      if (!(error instanceof EngineGone || error instanceof EngineRefusal)) throw error;
      if (error instanceof EngineRefusal || performance.now() > deadline)
        throw leftBehind(error, name, context);
      await sleep(LOOK_AGAIN_MS);
    }
  }
}

/** An interrupted step stays in flight, and whoever resumes the run ends its container first. */
function leftBehind({ message }: Error, name: string, { signal }: StepContext): StepFailure {
  if (signal.aborted && (signal.reason === 'interrupted' || signal.reason === 'lost')) return stopped(signal);
  return new StepFailure('unavailable', `${message}, and its container may still run: docker rm -f ${name}`);
}

function ownUser(): { uid: number; gid: number } | undefined {
  const [uid, gid] = [process.getuid?.(), process.getgid?.()];
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}
