import type { Dispatcher } from 'undici';
import { declaredUrl, WEB } from './egress.ts';
import { guardedConnect } from './guarded-connect.ts';
import { StepFailure, stopped } from '../step-failure.ts';

export interface Call {
  readonly url: string;
  readonly method: string;
  /** In lower case, like `authorHeaders`. */
  readonly headers: Readonly<Record<string, string>>;
  /** What the author wrote for the origin of `url`, tokens under whatever name; no other origin gets it. */
  readonly authorHeaders?: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly egress: readonly string[];
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const MOST_REDIRECTS = 5;
const CONNECT_MS = 15_000;

/** One HTTP exchange, every hop of it to a declared place. @throws {StepFailure} */
export async function exchange(call: Call): Promise<Answer> {
  const { Agent, buildConnector } = await import('undici');
  const agent = new Agent({ connect: guardedConnect(buildConnector, CONNECT_MS) });
  try {
    return await follow(call, agent);
  } catch (error) {
    if (error instanceof StepFailure) throw error;
    if (call.signal.aborted) throw stopped(call.signal);
    throw unreachable(error);
  } finally {
    await agent.destroy();
  }
}

async function follow(call: Call, agent: Dispatcher): Promise<Answer> {
  let next = call;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    const url = declaredUrl(next.url, next.egress, WEB);
    const { statusCode, headers, body } = await agent.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: next.method,
      headers: { ...next.headers, ...next.authorHeaders },
      body: next.body ?? null,
      signal: next.signal,
    });
    const location = headers['location'];
    if (!isRedirect(statusCode) || typeof location !== 'string') {
      return { status: statusCode, headers: flat(headers), body: await readBounded(body, next.maxBytes) };
    }
    await body.dump();
    next = redirected(next, new URL(location, url), statusCode);
  }
  throw new StepFailure('failed', `more than ${MOST_REDIRECTS} redirects`);
}

/** As browsers do: 303, and 301 or 302 after a POST, go on as GET without a body. */
function redirected(call: Call, to: URL, status: number): Call {
  const asGet = status === 303 || ((status === 301 || status === 302) && call.method === 'POST');
  const sameOrigin = new URL(call.url).origin === to.origin;
  return {
    ...call,
    url: to.href,
    ...(!sameOrigin && { authorHeaders: {} }),
    ...(asGet && { method: 'GET', body: undefined }),
  };
}

async function readBounded(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > maxBytes) throw new StepFailure('failed', `the answer is larger than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function flat(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]);
  return Object.fromEntries(entries);
}

function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

function unreachable(error: unknown): StepFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const kind = code.includes('TIMEOUT') || code === 'ETIMEDOUT' ? 'timeout' : 'unavailable';
  const message = error instanceof Error && error.message !== '' ? error.message : code;
  return new StepFailure(kind, message || 'cannot be reached');
}
