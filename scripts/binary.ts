// npm run binary: dist/atomctl for this machine. `--all` builds every target of pkg.config.json,
// `--if-stale` builds nothing when dist/atomctl is made of the present sources.
import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { type Bundle, bundle } from './binary/bundle.ts';
import { convoys } from './binary/convoys.ts';
import { type BinaryConfig, readBinaryConfig, type TargetName } from './binary/config.ts';
import { provideBase } from './binary/node-base.ts';
import { pack } from './binary/pack.ts';
import { sourceStamp } from './binary/stamp.ts';
import { warmUp, warmUpConvoys } from './binary/warm-up.ts';

const HOST: TargetName = `${process.platform}-${process.arch}`;
const config = readBinaryConfig();
const folder = path.resolve(config.outputPath, 'binary');
const binary = path.resolve(config.outputPath, process.platform === 'win32' ? 'atomctl.exe' : 'atomctl');
const stampFile = `${binary}.stamp`;

if (process.argv.includes('--if-stale') && isCurrent()) console.log(`${binary} is current`);
else await build();

async function build(): Promise<void> {
  if (process.version !== `v${config.node}`) throw new Error(`needs Node ${config.node}: npm run binary`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const made = await bundle(config, folder);
  await buildHost(made);
  if (process.argv.includes('--all')) await buildOthers(made, config);
}

async function buildHost(made: Bundle): Promise<void> {
  const fresh = path.join(folder, path.basename(binary));
  const options = { config, bundle: made, target: HOST, output: fresh, node: realpathSync(process.execPath) };
  await pack(options);
  const { caches, lane } = await warmUp(fresh, folder);
  const together = convoys(lane, made, folder);
  await pack({ ...options, more: together });
  await pack({ ...options, more: { ...together, ...caches, ...(await warmUpConvoys(fresh, folder)) } });
  renameSync(fresh, binary);
  writeFileSync(stampFile, sourceStamp());
  report(HOST, binary);
}

/** Each of the others, whatever becomes of the one before; a target that was not built makes the script fail. */
async function buildOthers(made: Bundle, { targets, outputPath }: BinaryConfig): Promise<void> {
  for (const target of Object.keys(targets).filter((name) => name !== HOST)) {
    const output = path.resolve(outputPath, `atomctl-${target}${target.startsWith('win32') ? '.exe' : ''}`);
    try {
      process.env['HOME'] = process.env['USERPROFILE'] = await provideBase(target, config);
      await pack({ config, bundle: made, target, output });
      report(target, output);
    } catch (error) {
      console.error(`${target}: NOT BUILT: ${error instanceof Error ? error.message : String(error)}`);
      process.exitCode = 1;
    }
  }
}

function report(target: TargetName, file: string): void {
  const ran = target === HOST ? 'built and run' : 'built, not run';
  console.log(`${target}: ${file} (${(statSync(file).size / 2 ** 20).toFixed(0)} MiB, ${ran})`);
}

function isCurrent(): boolean {
  return existsSync(binary) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sourceStamp();
}
