import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';
import { COMMANDS } from '../../commands/index.ts';
import { commandManifest } from '../codegen/commands.ts';
import type { BinaryConfig } from './config.ts';

export interface Bundle {
  readonly main: string;
  /** The chunks and the command manifest, by the names under which the main script asks for them. */
  readonly assets: Readonly<Record<string, string>>;
}

/** Libraries that many a run of what imports them never calls; their modules do nothing when they are loaded. */
const LATE: Readonly<Record<string, RegExp>> = {
  'cel-library': /node_modules\/@marcbachmann\/cel-js\//,
  'yaml-library': /node_modules\/yaml\//,
};

/** Bundles the sources as CommonJS chunks under `folder`: what a command does not need is not compiled for it. */
export async function bundle(config: BinaryConfig, folder: string): Promise<Bundle> {
  const chunks = path.join(folder, 'chunks');
  const commands = Object.keys(COMMANDS).map((id) => id.replaceAll(':', '/'));
  await roll({ main: config.entry }, folder);
  await roll(
    {
      ...config.chunks,
      ...Object.fromEntries(commands.map((id) => [`commands/${id}`, `commands/${id}.ts`])),
    },
    chunks,
  );
  const manifest = path.join(folder, 'commands.json');
  writeFileSync(manifest, JSON.stringify(Object.fromEntries(await commandManifest())));
  return { main: path.join(folder, 'main.cjs'), assets: { 'commands.json': manifest, ...wrapped(chunks) } };
}

async function roll(input: Record<string, string>, dir: string): Promise<void> {
  const built = await rolldown({
    input,
    platform: 'node',
    // oclif asks for a compiler only when it runs from sources; addons are assets.
    // The form of yaml that is made of modules: what nobody uses is left out, and importing it runs nothing.
    resolve: { alias: { yaml: path.resolve('node_modules/yaml/browser/dist/index.js') } },
    external: [/\.node$/, 'typescript', 'ts-node'],
    transform: {
      target: 'node26',
      define: {
        'process.env.NODE_ENV': '"production"',
        'import.meta.url': '"file:///atomctl.cjs"',
        'import.meta.dirname': '"/"',
      },
    },
    logLevel: 'warn',
  });
  await built.write({
    dir,
    format: 'cjs',
    exports: 'named',
    // The main script loads what lies in late/ when something of it is first used.
    codeSplitting: {
      groups: Object.entries(LATE).map(([name, test]) => ({ name, test })),
    },
    minify: true,
    comments: false,
    entryFileNames: '[name].cjs',
    chunkFileNames: ({ name }) => `${Object.hasOwn(LATE, name) ? 'late' : 'shared'}/[name]-[hash].cjs`,
  });
  await built.close();
}

/** Makes each chunk a function of what CommonJS gives a module, in ASCII so that V8 reads it as one byte a character. */
function wrapped(folder: string): Record<string, string> {
  const assets: Record<string, string> = {};
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.cjs')) continue;
    const file = path.join(folder, name);
    const text = `(function(exports,require,module,__filename,__dirname){${readFileSync(file, 'utf8')}\n})`;
    writeFileSync(file, text.replace(/[\u0080-\uffff]/g, escaped), 'latin1');
    assets[name.replaceAll(path.sep, '/')] = file;
  }
  return assets;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
