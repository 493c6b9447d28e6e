// The main script of the single executable. It is all that is compiled for --version; everything else is
// a chunk among the assets, loaded on demand with the code cache that a warm-up run at build time left.
import type { fastLane } from '../src/fast/lane.ts';
import type { embeddedMain } from '../commands/embedded.ts';
import { versionLine } from '../src/base/version.ts';
import { print } from '../src/fast/print.ts';

interface Chunk {
  exports: Record<string, unknown>;
}
/** Called with exports, require, module, filename and dirname, as CommonJS does. */
type Wrapper = (...module: readonly [object, (id: string) => unknown, Chunk, string, string]) => void;
/** The chunks that a command of the fast lane needs, in one script. */
type Convoy = Readonly<Record<string, Wrapper>>;

const sea = process.getBuiltinModule('node:sea');
const vm = process.getBuiltinModule('node:vm');
const loaded = new Map<string, Chunk>();
/** Where the build's warm-up run wants the code caches; unset for everyone else. */
const warmUp = process.env['ATOMCTL_BINARY_WARM_UP'];
/** Modules of Node that take milliseconds to load, are plain objects, and that many a run never touches. */
const LATE: ReadonlySet<string> = new Set([
  'node:child_process',
  'node:crypto',
  'node:fs/promises',
  'node:os',
  'node:tty',
  'node:zlib',
]);
let convoy: Convoy = {};

/** Chunks name each other relative to where they lie; anything else must be one of Node's own modules. */
function requireFrom(folder: string): (id: string) => unknown {
  const require = (id: string): unknown => {
    if (!id.startsWith('.')) return LATE.has(id) ? late(() => builtin(id)) : builtin(id);
    const name = resolve(folder, id);
    return name.startsWith('late/') && !folder.startsWith('late/') ? late(() => load(name)) : load(name);
  };
  return Object.assign(require, { resolve: nothingOnDisk });
}

/** `./x` and `../x` as seen from a folder, which ends with a slash or is empty. */
function resolve(folder: string, id: string): string {
  const base = folder.split('/').slice(0, -1);
  for (const part of id.split('/')) {
    if (part === '..') base.pop();
    else if (part !== '.') base.push(part);
  }
  return base.join('/');
}

function builtin(id: string): object {
  const found: unknown = process.getBuiltinModule(id);
  if (typeof found !== 'object' && typeof found !== 'function') throw notFound(id);
  if (found === null) throw notFound(id);
  return found;
}

/** A module that is loaded when something of it is first used. */
function late(module: () => object): object {
  return new Proxy(
    {},
    {
      get: (_, key) => Reflect.get(module(), key),
      has: (_, key) => Reflect.has(module(), key),
      ownKeys: () => Reflect.ownKeys(module()),
      getOwnPropertyDescriptor: (_, key) => {
        const found = Reflect.getOwnPropertyDescriptor(module(), key);
        return found && { ...found, configurable: true };
      },
    },
  );
}

function nothingOnDisk(id: string): never {
  throw notFound(id);
}

function notFound(id: string): Error {
  return Object.assign(new Error(`Cannot find module '${id}'`), { code: 'MODULE_NOT_FOUND' });
}

function load(name: string): Record<string, unknown> {
  const known = loaded.get(name);
  if (known !== undefined) return known.exports;
  const chunk: Chunk = { exports: {} };
  loaded.set(name, chunk);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the build wraps each chunk like this.
  const wrapper = convoy[name] ?? (evaluate(name) as Wrapper);
  const folder = name.slice(0, name.lastIndexOf('/') + 1);
  wrapper(chunk.exports, requireFrom(folder), chunk, `/${name}`, `/${folder}`);
  return chunk.exports;
}

/** What a script among the assets gives, with the code cache that belongs to it. */
function evaluate(name: string): unknown {
  const cachedData = warmUp === undefined ? asset(`${name}.cache`) : undefined;
  const script = new vm.Script(Buffer.from(sea.getRawAsset(name)).toString('latin1'), {
    filename: `/${name}`,
    ...(cachedData !== undefined && { cachedData }),
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  if (process.env['ATOMCTL_BINARY_TRACE'] !== undefined) trace(name, cachedData, script.cachedDataRejected);
  if (warmUp !== undefined) process.once('exit', () => saveCodeCache(warmUp, name, script));
  return script.runInThisContext();
}

function asset(name: string): Buffer | undefined {
  try {
    return Buffer.from(sea.getRawAsset(name));
  } catch {
    return undefined;
  }
}

/** For the tests, and for whoever wonders why a start is slow. */
function trace(name: string, cache: Buffer | undefined, rejected: boolean | undefined): void {
  const how = cache !== undefined && rejected === false ? 'with cache' : 'without cache';
  process.stderr.write(`chunk ${name} ${how} at ${performance.now().toFixed(1)} ms\n`);
}

/** Functions that ran are in the cache, so the run that used most of a chunk keeps it. */
function saveCodeCache(folder: string, name: string, script: InstanceType<typeof vm.Script>): void {
  const fs = process.getBuiltinModule('node:fs');
  const file = `${folder}/${name.replaceAll('/', '~')}.cache`;
  const cache = script.createCachedData();
  fs.mkdirSync(folder, { recursive: true });
  if (!fs.existsSync(file) || fs.statSync(file).size < cache.length) fs.writeFileSync(file, cache);
}

async function main(argv: readonly string[]): Promise<void> {
  const names = [1, 2].map((words) => `convoys/${argv.slice(0, words).join(' ')}.cjs`);
  const name = names.find((each) => asset(each) !== undefined);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the build makes a convoy like this.
  if (name !== undefined) convoy = evaluate(name) as Convoy;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the build names these chunks after what they export.
  const lane = load('fast.cjs') as { fastLane: typeof fastLane };
  if (await lane.fastLane(argv)) return;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above.
  const door = load('door.cjs') as { embeddedMain: typeof embeddedMain };
  await door.embeddedMain(argv, {
    manifest: JSON.parse(sea.getAsset('commands.json', 'utf8')),
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a command's module exports its class as default.
    load: async (id) => load(`commands/${id.replaceAll(':', '/')}.cjs`)['default'] as never,
  });
}

// Nothing is left to do: the memory needs not be given back page by page.
process.once('beforeExit', () => process.exit());

const argv = process.argv.slice(2);
if (argv.length === 1 && argv[0] === '--version') print(`${versionLine()}\n`);
else void main(argv);
