import { isJsonObject, type Json, textOf } from '../../../base/json.ts';
import { suggest } from '../../../base/suggest.ts';
import { StepFailure } from '../step-failure.ts';
import { type Engine, EngineRefusal } from './engine.ts';

export interface Wanted {
  readonly image: string;
  /** Whether one that is not there is fetched. */
  readonly pull: boolean;
  readonly signal: AbortSignal;
}

export interface FoundImage {
  /** What is resolved is what runs. */
  readonly id: string;
  /** Who it runs as by itself; empty: root. */
  readonly user: string;
}

/** An image that the engine has, or fetched. @throws {StepFailure | EngineGone} */
export async function findImage(engine: Engine, { image, pull, signal }: Wanted): Promise<FoundImage> {
  const there = await find(engine, image);
  if (there !== undefined) return there;
  if (!pull) throw await missing(engine, image);
  await fetchImage(engine, image, signal);
  const fetched = await find(engine, image);
  if (fetched !== undefined) return fetched;
  throw new StepFailure('failed', `${image} was fetched, but the engine does not know it by this name`);
}

async function find(engine: Engine, image: string): Promise<FoundImage | undefined> {
  try {
    const found = await engine.ask('GET', `/images/${encodeURIComponent(image)}/json`);
    const { Id: id, Config: config } = isJsonObject(found) ? found : {};
    if (typeof id !== 'string') return undefined;
    return { id, user: isJsonObject(config) ? textOf(config['User']) : '' };
  } catch (error) {
    if (error instanceof EngineRefusal && error.status === 404) return undefined;
    throw error;
  }
}

async function missing(engine: Engine, image: string): Promise<StepFailure> {
  const like = suggest(image, await names(engine));
  const meant = like === undefined ? '' : `; did you mean ${like}?`;
  const message = `the engine has no image ${image}${meant} (bring it with: docker pull ${image})`;
  return new StepFailure('failed', message);
}

async function names(engine: Engine): Promise<string[]> {
  const images = await engine.ask('GET', '/images/json');
  if (!Array.isArray(images)) return [];
  return images.flatMap((image: Json) => {
    const tags = isJsonObject(image) ? image['RepoTags'] : undefined;
    return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [];
  });
}

/** The answer is a stream of JSON objects; an error may be one of them, behind a good status. */
async function fetchImage(engine: Engine, image: string, signal: AbortSignal): Promise<void> {
  const query = { fromImage: withTag(image) };
  const end = await refusalAsText(() =>
    engine.tail('POST', '/images/create', { query, signal, timeoutMs: null }),
  );
  const [, said] = /"error":\s*"((?:[^"\\]|\\.)*)"/.exec(end) ?? [];
  if (said !== undefined) throw new StepFailure('unavailable', `${image} cannot be fetched: ${said}`);
}

/** What an engine refuses looks as what it finds out later. */
async function refusalAsText(ask: () => Promise<string>): Promise<string> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof EngineRefusal) return JSON.stringify({ error: error.message });
    throw error;
  }
}

/** Without one, an engine would fetch every tag. */
function withTag(image: string): string {
  const isNamed = image.includes('@') || image.slice(image.lastIndexOf('/') + 1).includes(':');
  return isNamed ? image : `${image}:latest`;
}
