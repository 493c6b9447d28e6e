import { openApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config/load.ts';
import { type Author, author } from './author.ts';

export const LIMITS = 'validation: {limits: {timeout: 5m, memory: 64Mi}}';

export interface Pushed {
  /** YAML list items: the steps. */
  readonly steps: string;
  /** YAML under `spec`. */
  readonly spec?: string;
}

interface Pin {
  readonly workflow: string;
  readonly digest: string;
}

/** A step that nests a workflow and hands its word on. */
export const nest = (workflow: string, more = '') =>
  `- {name: nested, type: workflow, with: {workflow: ${workflow}, inputs: {word: "\${{ inputs.word }}"}}${more}}`;

/** A step that says its word. */
export const SAY = `- {name: say, with: {command: [echo, "\${{ inputs.word }}"]}}`;

/** An author of workflows that nest others. */
export async function nester() {
  const ana: Author = await author();
  const json = async (...args: string[]) => (await ana.atomctl([...args, '--json'])).json();

  /** Pushes a workflow that others nest; gives its digest. */
  const child = async (name: string, { steps, spec = LIMITS }: Pushed): Promise<string> =>
    push(ana, name, specOf('', { steps, spec }));

  /** Pushes a workflow that nests one; gives its digest. */
  const parent = async (
    name: string,
    { workflow, digest }: Pin,
    { steps, spec = LIMITS }: Pushed,
  ): Promise<string> => {
    const pins = `, requirements: {workflows: [{workflow: ${workflow}, digest: '${digest}'}]}`;
    return push(ana, name, specOf(pins, { steps, spec }));
  };

  /** A workflow NAME-inner, and NAME, which does nothing but nest it. */
  const pair = async (name: string, inner: Pushed, outer: Partial<Pushed> = {}) => {
    const workflow = `${name}-inner@1.0.0`;
    const digest = await child(`${name}-inner`, inner);
    await parent(name, { workflow, digest }, { steps: nest(workflow), ...outer });
  };

  return {
    ana,
    json,
    child,
    parent,
    pair,
    start: (name: string, ...args: string[]) =>
      ana.atomctl(['run', name, '--approve', '--reason', 'a test', '--json', ...args]),
    newest: async (name: string) => (await json('runs', 'list', '--package', name)).items[0],
  };
}

/** Packs, signs and pushes in this process: three processes for each package are most of what such a test takes. */
async function push(ana: Author, name: string, spec: string): Promise<string> {
  const config = await loadConfig({
    flags: { home: ana.home },
    env: { ATOMCTL_PASSWORD: '' },
    platform: process.platform,
  });
  await using app = await openApp(config);
  const file = ana.in(`${name}-1.0.0.wpk`);
  await app.packages.pack({ path: ana.write(name, spec), output: file });
  await app.trust.sign({ file, key: ana.in('atomctl.key'), bundle: undefined });
  return (await app.packages.push({ file, actor: 'ana' })).package.digest;
}

function specOf(runtime: string, { steps, spec }: Required<Pushed>): string {
  const inputs = '{type: object, properties: {word: {type: string, default: mine}}}';
  return `  runtime: {type: shell${runtime}}\n  inputs: ${inputs}\n  handlers:\n${indented(steps, 4)}\n${indented(spec, 2)}`;
}

function indented(text: string, by: number): string {
  return text.trim().replaceAll(/^/gm, ' '.repeat(by));
}
