import path from 'node:path';
import { parseBytes } from '../../../base/bytes.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../base/json.ts';
import { text, textRecord, texts } from '../process/process-call.ts';
import { StepFailure } from '../step-failure.ts';
import { INSIDE } from './inside.ts';

/** What is put in a container from where the engine runs. */
export interface Volume {
  /** An absolute path, or the name of a volume. */
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
}

/** In the engine's units. */
export interface ContainerLimits {
  readonly nanoCpus?: number;
  readonly memory?: number;
  readonly pids?: number;
}

/** What is started, completed from the step's settings. */
export interface ContainerCall {
  readonly image: string;
  readonly pull: boolean;
  readonly entrypoint: readonly string[] | undefined;
  readonly command: readonly string[] | undefined;
  readonly env: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, string>>;
  readonly stdin: string | undefined;
  readonly user: string | undefined;
  readonly workdir: string;
  readonly network: string;
  readonly volumes: readonly Volume[];
  readonly tmpfs: readonly string[];
  readonly readOnlyRoot: boolean;
  readonly capAdd: readonly string[];
  readonly limits: ContainerLimits;
  readonly ulimits: Readonly<Record<string, number>>;
}

/** Named in every request: an engine's own may be more than it is allowed to give. */
const ULIMITS = { nofile: 1024, nproc: 16_384 };

/** @throws {StepFailure} refused, for what no container may be asked for. */
export function containerCall(settings: JsonObject, egress: readonly string[]): ContainerCall {
  const optional = (key: string) => (settings[key] === undefined ? undefined : text(settings[key], key));
  const list = (key: string) => texts(settings[key] ?? [], key);
  const image = text(settings['image'] ?? '', 'image');
  if (image === '') throw new StepFailure('refused', 'image is empty');
  return {
    image,
    pull: settings['pull'] === 'missing',
    entrypoint: settings['entrypoint'] === undefined ? undefined : list('entrypoint'),
    command: settings['command'] === undefined ? undefined : list('command'),
    env: textRecord(settings['env'], 'env'),
    files: textRecord(settings['files'], 'files'),
    stdin: optional('stdin'),
    user: optional('user'),
    workdir: inside(optional('workdir') ?? INSIDE.work, 'workdir'),
    network: declaredNetwork(optional('network') ?? 'none', egress),
    volumes: list('volumes').map(volumeOf),
    tmpfs: list('tmpfs').map((target) => inside(target, 'tmpfs')),
    readOnlyRoot: settings['readOnlyRoot'] !== false,
    capAdd: list('capAdd').map(capability),
    limits: limitsOf(settings['limits']),
    ulimits: { ...ULIMITS, ...counts(settings['ulimits'], 'ulimits') },
  };
}

/** Nothing is declared for a container without a network; with one, nobody holds it to what is. */
function declaredNetwork(network: string, egress: readonly string[]): string {
  // `container:ID` would be the network of a container that nobody approved.
  if (!/^[\w][\w.-]*$/.test(network)) throw new StepFailure('refused', `network ${network} is none`);
  if (network === 'none' || egress.length > 0) return network;
  const message = `network ${network}, but validation.network.egress declares nothing`;
  throw new StepFailure('refused', message);
}

function volumeOf(volume: string): Volume {
  const [source = '', target = '', mode = 'rw', ...more] = volume.split(':');
  const isSource = path.isAbsolute(source) || /^[A-Za-z0-9][\w.-]*$/.test(source);
  if (!isSource || !path.isAbsolute(target) || !/^r[ow]$/.test(mode) || more.length > 0) {
    throw new StepFailure('refused', `volume ${volume} is not SOURCE:PATH or SOURCE:PATH:ro`);
  }
  return { source, target: inside(target, 'volumes'), readOnly: mode === 'ro' };
}

function inside(target: string, key: string): string {
  if (path.isAbsolute(target) && path.normalize(target) === target) return target;
  throw new StepFailure('refused', `${key} ${target} is not an absolute path in the container`);
}

function capability(name: string): string {
  const plain = name.toUpperCase().replace(/^CAP_/, '');
  if (/^[A-Z_]{2,40}$/.test(plain)) return plain;
  throw new StepFailure('refused', `capAdd ${name} is no capability`);
}

function limitsOf(limits: Json | undefined): ContainerLimits {
  if (!isJsonObject(limits)) return {};
  const { cpu, memory, pids } = limits;
  return {
    ...(cpu !== undefined && { nanoCpus: nanoCpus(text(cpu, 'limits.cpu')) }),
    ...(memory !== undefined && { memory: bytes(text(memory, 'limits.memory')) }),
    ...(pids !== undefined && { pids: count(pids, 'limits.pids') }),
  };
}

/** As in Kubernetes: 1, 0.5 or 500m. */
function nanoCpus(cpu: string): number {
  const [, amount, milli] = /^(\d{1,9}(?:\.\d{1,3})?)(m?)$/.exec(cpu) ?? [];
  const nano = Math.round(Number(amount) * (milli === 'm' ? 1e6 : 1e9));
  if (nano > 0) return nano;
  throw new StepFailure('refused', `limits.cpu ${cpu} is not CPU, such as 1, 0.5 or 500m`);
}

function bytes(memory: string): number {
  const amount = parseBytes(memory);
  if (amount !== undefined && amount > 0) return amount;
  throw new StepFailure('refused', `limits.memory ${memory} is not memory, such as 512Mi`);
}

function counts(values: Json | undefined, key: string): Record<string, number> {
  const entries = Object.entries(textRecord(values, key));
  return Object.fromEntries(entries.map(([name, value]) => [name, count(value, `${key}.${name}`)]));
}

function count(value: Json, key: string): number {
  const number = Number(text(value, key));
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new StepFailure('refused', `${key} is not a whole number above 0`);
}
