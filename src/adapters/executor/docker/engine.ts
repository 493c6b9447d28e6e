import { type IncomingMessage, type RequestOptions, request } from 'node:http';
import type { Duplex } from 'node:stream';
import { isJsonObject, type Json, type JsonObject } from '../../../base/json.ts';
import type { EngineAddress } from './engine-address.ts';

/** The engine answered, and said no. */
export class EngineRefusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The engine did not answer, or stopped in the middle. */
export class EngineGone extends Error {}

export interface EngineCall {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: JsonObject;
  /** Ends the call, not what the engine does. */
  readonly signal?: AbortSignal;
  /** Null: as long as it takes. */
  readonly timeoutMs?: number | null;
}

/** The newest API that is spoken, and the oldest that has all that is asked for. */
const NEWEST = '1.44';
const OLDEST = '1.40';
const TIMEOUT_MS = 60_000;
const MOST_BYTES = 8 * 1024 * 1024;
const TAIL_LENGTH = 8192;

/** A container engine's HTTP API, Docker's or Podman's, in a version that both sides know. */
export class Engine {
  readonly url: string;
  readonly #address: EngineAddress;
  readonly #version: string;

  private constructor(address: EngineAddress, version: string) {
    this.url = address.url;
    this.#address = address;
    this.#version = version;
  }

  /** @throws {EngineGone | EngineRefusal} */
  static async open(address: EngineAddress, call: Pick<EngineCall, 'signal' | 'timeoutMs'> = {}) {
    const answer = await send(address, { method: 'GET', path: '/_ping' }, call);
    await read(answer, address);
    const version = answer.headers['api-version'];
    return new Engine(address, agreedVersion(typeof version === 'string' ? version : OLDEST));
  }

  /** What the engine answers as JSON; null where it is nothing. @throws {EngineGone | EngineRefusal} */
  async ask(method: 'GET' | 'POST' | 'DELETE', path: string, call: EngineCall = {}): Promise<Json> {
    return read(await this.#send(method, path, call), this.#address);
  }

  /** The end of a long answer, as text. @throws {EngineGone | EngineRefusal} */
  async tail(method: 'GET' | 'POST', path: string, call: EngineCall = {}): Promise<string> {
    const response = await this.#send(method, path, call);
    if ((response.statusCode ?? 500) >= 400) await read(response, this.#address);
    let end = '';
    try {
      for await (const chunk of response) end = `${end}${String(chunk)}`.slice(-TAIL_LENGTH);
    } catch (error) {
      throw gone(this.#address, error);
    }
    return end;
  }

  /** A connection that is the container's own streams from now on. @throws {EngineGone | EngineRefusal} */
  async attach(path: string, call: EngineCall): Promise<Duplex> {
    const { promise, resolve, reject } = Promise.withResolvers<Duplex>();
    const asked = request({
      ...optionsOf(this.#address, { method: 'POST', path: this.#path(path, call) }),
      headers: { host: 'engine', connection: 'Upgrade', upgrade: 'tcp', 'content-length': 0 },
    });
    asked.on('upgrade', (_response, socket, head) => {
      if (head.length > 0) socket.unshift(head);
      resolve(socket);
    });
    asked.on('response', (response) => {
      read(response, this.#address).then(
        () => reject(new EngineGone(`${this.url} gives no stream of a container`)),
        reject,
      );
    });
    asked.on('error', (error) => reject(gone(this.#address, error)));
    asked.end();
    return promise;
  }

  #send(method: string, path: string, call: EngineCall): Promise<IncomingMessage> {
    return send(this.#address, { method, path: this.#path(path, call) }, call);
  }

  #path(path: string, { query = {} }: EngineCall): string {
    const search = new URLSearchParams(query).toString();
    return `/v${this.#version}${path}${search === '' ? '' : `?${search}`}`;
  }
}

/** An engine that has given up the newest one spoken here says so itself at the first call. */
function agreedVersion(newest: string): string {
  if (compare(newest, OLDEST) < 0) {
    throw new EngineRefusal(400, `the engine speaks API ${newest}; at least ${OLDEST} is needed`);
  }
  return compare(newest, NEWEST) < 0 ? newest : NEWEST;
}

function compare(one: string, other: string): number {
  const [major = 0, minor = 0] = one.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split('.').map(Number);
  return major - otherMajor || minor - otherMinor;
}

interface Target {
  readonly method: string;
  readonly path: string;
}

function optionsOf({ options }: EngineAddress, target: Target): RequestOptions {
  // A connection of its own for every call: none is left open behind the last.
  return { ...options, ...target, agent: false };
}

async function send(address: EngineAddress, target: Target, call: EngineCall): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const { body, signal, timeoutMs = TIMEOUT_MS } = call;
  const bytes = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
  const asked = request({
    ...optionsOf(address, target),
    headers: {
      host: 'engine',
      'content-length': bytes?.length ?? 0,
      ...(bytes !== undefined && { 'content-type': 'application/json' }),
    },
    ...(signal !== undefined && { signal }),
  });
  if (timeoutMs !== null) {
    asked.setTimeout(timeoutMs, () => asked.destroy(new Error(`no answer within ${timeoutMs / 1000} s`)));
  }
  asked.on('response', resolve);
  asked.on('error', (error) => reject(gone(address, error)));
  asked.end(bytes);
  return promise;
}

async function read(response: IncomingMessage, address: EngineAddress): Promise<Json> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of response) {
      if (!(chunk instanceof Uint8Array)) continue;
      length += chunk.length;
      if (length > MOST_BYTES) throw new Error('its answer has no end');
      chunks.push(chunk);
    }
  } catch (error) {
    throw gone(address, error);
  }
  const answer = parsed(Buffer.concat(chunks).toString('utf8'));
  const { statusCode = 0 } = response;
  if (statusCode < 400) return answer;
  throw new EngineRefusal(statusCode, said(answer) ?? `HTTP ${statusCode}`);
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return text === '' ? null : text;
  }
}

function said(answer: Json): string | undefined {
  if (typeof answer === 'string') return answer.trim().slice(0, 500);
  const message = isJsonObject(answer) ? answer['message'] : undefined;
  return typeof message === 'string' ? message.slice(0, 500) : undefined;
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'nothing is there',
  ECONNREFUSED: 'nothing listens there',
  EACCES: 'this user may not speak to it',
  ECONNRESET: 'it went away in the middle',
  EPIPE: 'it went away in the middle',
};

function gone({ url }: EngineAddress, error: unknown): EngineGone {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const why = WHY[code] ?? (error instanceof Error ? error.message : String(error));
  return new EngineGone(`the container engine ${url} does not answer (${why})`, { cause: error });
}
