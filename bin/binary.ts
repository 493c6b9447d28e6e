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

const sea = process.getBuiltinModule('node:sea');
const vm = process.getBuiltinModule('node:vm');
const loaded = new Map<string, Chunk>();
/** Where the build's warm-up run wants the code caches; unset for everyone else. */
const warmUp = process.env['ATOMCTL_BINARY_WARM_UP'];

/** Chunks name each other relative to where they lie; anything else must be one of Node's own modules. */
function requireFrom(folder: string): (id: string) => unknown {
  const require = (id: string): unknown => {
    if (id.startsWith('.')) return load(new URL(id, `file:///${folder}`).pathname.slice(1));
    const builtin: unknown = process.getBuiltinModule(id);
    if (builtin === undefined) throw notFound(id);
    return builtin;
  };
  return Object.assign(require, { resolve: nothingOnDisk });
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
  const cachedData = warmUp === undefined ? codeCache(name) : undefined;
  const script = new vm.Script(Buffer.from(sea.getRawAsset(name)).toString('latin1'), {
    filename: `/${name}`,
    ...(cachedData !== undefined && { cachedData }),
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  if (process.env['ATOMCTL_BINARY_TRACE'] !== undefined) trace(name, cachedData, script.cachedDataRejected);
  if (warmUp !== undefined) process.once('exit', () => saveCodeCache(warmUp, name, script));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the build wraps each chunk like this.
  const wrapper = script.runInThisContext() as Wrapper;
  const folder = name.slice(0, name.lastIndexOf('/') + 1);
  wrapper(chunk.exports, requireFrom(folder), chunk, `/${name}`, `/${folder}`);
  return chunk.exports;
}

function codeCache(name: string): Buffer | undefined {
  try {
    return Buffer.from(sea.getRawAsset(`${name}.cache`));
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
  if (!fs.existsSync(file) || fs.statSync(file).size < cache.length) fs.writeFileSync(file, cache);
}

async function main(argv: readonly string[]): Promise<void> {
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

const argv = process.argv.slice(2);
if (argv.length === 1 && argv[0] === '--version') print(`${versionLine()}\n`);
else void main(argv);
