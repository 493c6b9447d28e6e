import { baseName } from './command.ts';

/**
 * Programs that run the program that follows and matter for nothing else, and the options of theirs that
 * take a value of their own. Those that matter themselves are in handed-on.ts.
 */
const WRAPPERS: Readonly<Record<string, { readonly values: string; readonly operands?: number }>> = {
  sudo: { values: 'ugphCTrtRDU' },
  doas: { values: 'uC' },
  pkexec: { values: '' },
  env: { values: 'uC' },
  nohup: { values: '' },
  time: { values: 'fo' },
  exec: { values: 'a' },
  command: { values: '' },
  builtin: { values: '' },
  nice: { values: 'n' },
  ionice: { values: 'cnpPu' },
  chrt: { values: 'TPD', operands: 1 },
  taskset: { values: '', operands: 1 },
  setsid: { values: '' },
  setarch: { values: '', operands: 1 },
  stdbuf: { values: 'ioe' },
  timeout: { values: 'ks', operands: 1 },
  xargs: { values: 'aEdILnPs' },
  busybox: { values: '' },
  toybox: { values: '' },
  unbuffer: { values: '' },
  proxychains: { values: 'f' },
  proxychains4: { values: 'f' },
  torsocks: { values: '' },
  torify: { values: '' },
  catchsegv: { values: '' },
  eatmydata: { values: '' },
  fakeroot: { values: '' },
};

const ELEVATORS = new Set(['sudo', 'doas', 'pkexec', 'su', 'runuser']);

/** Whether a program runs as somebody else, root as a rule, by what stands before it. */
export function isElevated(argv: readonly string[], inner: readonly string[]): boolean {
  return argv !== inner && argv.slice(0, 4).some((word) => ELEVATORS.has(baseName(word)));
}

/** The name that `exec -a NAME` gives to the process. */
export function posesAs(argv: readonly string[], inner: readonly string[]): string | undefined {
  if (argv === inner) return undefined;
  const at = argv.findIndex((word, index) => word === '-a' && argv.slice(0, index).includes('exec'));
  return at < 0 || at > argv.length - inner.length ? undefined : argv[at + 1];
}

/** argv without `sudo -u root`, `env A=b`, `timeout 5` and their kind, so that the real program stands first. */
export function withoutWrappers(argv: readonly string[]): readonly string[] {
  let rest = argv;
  for (let turn = 0; turn < 16; turn += 1) {
    const wrapper = Object.hasOwn(WRAPPERS, baseName(rest[0] ?? ''))
      ? WRAPPERS[baseName(rest[0] ?? '')]
      : undefined;
    if (wrapper === undefined) return rest;
    const inner = splitByEnv(rest) ?? rest.slice(skipped(rest, wrapper));
    if (inner.length === 0) return rest;
    rest = inner;
  }
  return rest;
}

/** `env -S 'cat x'` splits its text into words. */
function splitByEnv(argv: readonly string[]): readonly string[] | undefined {
  const at =
    baseName(argv[0] ?? '') === 'env' ? argv.findIndex((word) => /^(?:-S|--split-string)$/.test(word)) : -1;
  if (at < 0) return undefined;
  return [...(argv[at + 1] ?? '').trim().split(/\s+/), ...argv.slice(at + 2)];
}

function skipped(
  argv: readonly string[],
  { values, operands = 0 }: { values: string; operands?: number },
): number {
  let at = 1;
  while (at < argv.length) {
    const word = argv[at] ?? '';
    if (word === '--') {
      at += 1;
      break;
    }
    if (/^[A-Za-z_]\w*=/.test(word)) at += 1;
    else if (/^-[^-]/.test(word)) at += takesNext(word, values) ? 2 : 1;
    else if (word.startsWith('--')) at += 1;
    else break;
  }
  return at + operands;
}

/** Whether a cluster of short options ends with one that takes the next word: `-Eu root`. */
function takesNext(cluster: string, values: string): boolean {
  const first = cluster.slice(1).search(new RegExp(`[${values || '-'}]`));
  return first >= 0 && first === cluster.length - 2;
}
