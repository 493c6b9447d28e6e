import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { isJsonObject, type Json, type JsonObject } from '../../../base/json.ts';
import { type Engine, EngineRefusal } from './engine.ts';

/** How a container ended. */
export interface ContainerEnd {
  readonly exitCode: number;
  readonly outOfMemory: boolean;
  /** What kept it from starting. */
  readonly error: string;
}

/** Gives its id; it has not begun. @throws {EngineGone | EngineRefusal} */
export async function createContainer(engine: Engine, name: string, body: JsonObject): Promise<string> {
  const made = await create(engine, name, body);
  const id = isJsonObject(made) ? made['Id'] : undefined;
  if (typeof id === 'string') return id;
  throw new EngineRefusal(500, 'the engine made a container without an id');
}

/** An engine without a program for process 1 says so. */
async function create(engine: Engine, name: string, body: JsonObject): Promise<Json> {
  const make = (asked: JsonObject) =>
    engine.ask('POST', '/containers/create', { query: { name }, body: asked });
  try {
    return await make(body);
  } catch (error) {
    const host = body['HostConfig'];
    if (
      !(error instanceof EngineRefusal) ||
      !/\binit\b.*not found/.test(error.message) ||
      !isJsonObject(host)
    )
      throw error;
    return make({ ...body, HostConfig: { ...host, Init: false } });
  }
}

/** Its streams; to be asked for before it is started, so that nothing is lost. @throws {EngineGone | EngineRefusal} */
export function attachContainer(engine: Engine, id: string, withInput: boolean): Promise<Duplex> {
  const query = { stream: '1', stdout: '1', stderr: '1', ...(withInput && { stdin: '1' }) };
  return engine.attach(`/containers/${id}/attach`, { query });
}

export async function startContainer(engine: Engine, id: string): Promise<void> {
  await engine.ask('POST', `/containers/${id}/start`);
}

/** Waits for its end, as long as that takes. @throws {EngineGone | EngineRefusal} */
export async function containerEnd(engine: Engine, id: string, signal: AbortSignal): Promise<ContainerEnd> {
  const waited = await engine.ask('POST', `/containers/${id}/wait`, { timeoutMs: null, signal });
  const code = isJsonObject(waited) ? waited['StatusCode'] : undefined;
  const state = await containerState(engine, id);
  return {
    exitCode: typeof code === 'number' ? code : 128,
    outOfMemory: state['OOMKilled'] === true,
    error: typeof state['Error'] === 'string' ? state['Error'] : '',
  };
}

/** Its first process as this host numbers it; 0 where it has ended. */
export async function containerPid(engine: Engine, id: string): Promise<number> {
  const { Pid } = await containerState(engine, id);
  return typeof Pid === 'number' ? Pid : 0;
}

/** Empty where somebody removed it. */
async function containerState(engine: Engine, id: string): Promise<JsonObject> {
  try {
    const found = await engine.ask('GET', `/containers/${id}/json`);
    const state = isJsonObject(found) ? found['State'] : undefined;
    return isJsonObject(state) ? state : {};
  } catch (error) {
    if (error instanceof EngineRefusal && error.status === 404) return {};
    throw error;
  }
}

/** SIGTERM, and SIGKILL after the grace; returns when it has ended. @throws {EngineGone | EngineRefusal} */
export async function stopContainer(engine: Engine, id: string, graceMs: number): Promise<void> {
  const query = { t: String(Math.ceil(graceMs / 1000)) };
  try {
    await engine.ask('POST', `/containers/${id}/stop`, { query, timeoutMs: graceMs + 30_000 });
  } catch (error) {
    if (!isNoMore(error)) throw error;
  }
}

/** Ends it at once, with what it made, and waits until it is gone. One that is not there is gone. @throws {EngineGone | EngineRefusal} */
export async function removeContainer(engine: Engine, ref: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await engine.ask('DELETE', `/containers/${ref}`, { query: { force: 'true', v: 'true' } });
      return;
    } catch (error) {
      if (error instanceof EngineRefusal && error.status === 404) return;
      // 409: it is being removed by somebody else already.
      if (tries === REMOVALS || !(error instanceof EngineRefusal)) throw error;
      await sleep(REMOVE_AGAIN_MS);
    }
  }
}

const REMOVALS = 20;
const REMOVE_AGAIN_MS = 100;

/** Already stopped, or already gone. */
function isNoMore(error: unknown): boolean {
  return error instanceof EngineRefusal && (error.status === 304 || error.status === 404);
}

/** Containers, those that carry a label where one is given, whatever their state. @throws {EngineGone | EngineRefusal} */
export async function containersOf(engine: Engine, label?: string): Promise<string[]> {
  return (await labelledContainers(engine, label)).map(({ id }) => id);
}

/** The same with their labels. @throws {EngineGone | EngineRefusal} */
export async function labelledContainers(
  engine: Engine,
  label?: string,
): Promise<{ readonly id: string; readonly labels: JsonObject }[]> {
  const query = { all: 'true', ...(label !== undefined && { filters: JSON.stringify({ label: [label] }) }) };
  const found = await engine.ask('GET', '/containers/json', { query });
  if (!Array.isArray(found)) return [];
  return found.flatMap((container: Json) => {
    if (!isJsonObject(container)) return [];
    const { Id: id, Labels: labels } = container;
    return typeof id === 'string'
      ? [{ id, labels: labels !== undefined && isJsonObject(labels) ? labels : {} }]
      : [];
  });
}
