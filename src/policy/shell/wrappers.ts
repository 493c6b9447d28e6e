import { baseName } from './command.ts';

/** Programs that run the program that follows, and the options of theirs that take a value of their own. */
const WRAPPERS: Readonly<Record<string, { readonly values: string; readonly operands?: number }>> = {
  sudo: { values: 'ugphCTrtRDU' },
  doas: { values: 'uC' },
  env: { values: 'uCS' },
  nohup: { values: '' },
  time: { values: 'fo' },
  exec: { values: 'a' },
  command: { values: '' },
  builtin: { values: '' },
  nice: { values: 'n' },
  ionice: { values: 'cnpPu' },
  setsid: { values: '' },
  stdbuf: { values: 'ioe' },
  timeout: { values: 'ks', operands: 1 },
  flock: { values: 'wE', operands: 1 },
  chroot: { values: '', operands: 1 },
  xargs: { values: 'aEdILnPs' },
  busybox: { values: '' },
  toybox: { values: '' },
  watch: { values: 'nd' },
  unbuffer: { values: '' },
  proxychains: { values: 'f' },
};

/** argv without `sudo -u root`, `env A=b`, `timeout 5` and their kind, so that the real program stands first. */
export function withoutWrappers(argv: readonly string[]): readonly string[] {
  let rest = argv;
  for (let turn = 0; turn < 16; turn += 1) {
    const wrapper = Object.hasOwn(WRAPPERS, baseName(rest[0] ?? ''))
      ? WRAPPERS[baseName(rest[0] ?? '')]
      : undefined;
    if (wrapper === undefined) return rest;
    const inner = rest.slice(skipped(rest, wrapper));
    if (inner.length === 0) return rest;
    rest = inner;
  }
  return rest;
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
