import { programOf, type ShellCommand } from '../shell/command.ts';

/** What a command line asks kubectl, oc or helm for. */
export interface ClusterCommand {
  readonly tool: 'kubectl' | 'oc' | 'helm';
  /** Its first word: delete, apply, rollout. */
  readonly verb: string;
  /** The words behind it that are no options. */
  readonly words: readonly string[];
  /** Values of an option by its long name; a switch has the value true. */
  readonly option: (name: string) => readonly string[];
  readonly isOn: (name: string) => boolean;
}

const TOOLS: Readonly<Record<string, ClusterCommand['tool']>> = {
  kubectl: 'kubectl',
  oc: 'oc',
  helm: 'helm',
  helm3: 'helm',
};

const SHORT: Readonly<Record<string, string>> = {
  n: 'namespace',
  f: 'filename',
  k: 'kustomize',
  l: 'selector',
  o: 'output',
  p: 'patch',
  c: 'container',
  s: 'server',
  v: 'verbosity',
  L: 'label-columns',
  A: 'all-namespaces',
  R: 'recursive',
};
const SHORT_SWITCHES = new Set(['all-namespaces', 'recursive']);

/** Long options that stand alone. All others take a value: after `=`, or as the next word. */
const SWITCHES = new Set(
  [
    'all all-namespaces allow-missing-template-keys append-hash atomic cascade cleanup-on-fail client create-namespace',
    'debug delete-emptydir-data delete-local-data dependency-update disable-eviction disable-openapi-validation dry-run',
    'edit expose force force-conflicts force-replace generate-name help hide-notes ignore-daemonsets ignore-errors',
    'ignore-not-found insecure-skip-tls-verify install interactive keep-history list local match-server-version no-headers no-hooks',
    'no-wait now openapi-patch overwrite prefix previous privileged prune quiet record recursive render-subchart-notes',
    'reset-then-reuse-values reset-values resolve-image-tags reuse-values rm save-config server-side show-events',
    'show-kind show-labels show-managed-fields skip-crds skip-schema-validation stdin timestamps tty validate wait',
    'wait-for-jobs warnings-as-errors watch watch-only windows-line-endings rolling-update latest from-latest',
  ].flatMap((line) => line.split(' ')),
);

/** undefined where the command is none of the three, or its verb is only known when it runs. */
export function clusterCommand(command: ShellCommand): ClusterCommand | undefined {
  const program = programOf(command);
  const tool = Object.hasOwn(TOOLS, program) ? TOOLS[program] : undefined;
  if (tool === undefined) return undefined;
  const { words, options } = readArguments(command.argv.slice(1));
  const [verb = '', ...rest] = words;
  const option = (name: string) => options.get(name) ?? [];
  const isOn = (name: string) => options.has(name) && options.get(name)?.at(-1) !== 'false';
  return { tool, verb, words: rest, option, isOn };
}

interface Arguments {
  readonly words: readonly string[];
  readonly options: ReadonlyMap<string, readonly string[]>;
}

function readArguments(args: readonly string[]): Arguments {
  const words: string[] = [];
  const options = new Map<string, string[]>();
  const note = (name: string, value: string) => options.set(name, [...(options.get(name) ?? []), value]);
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    if (word === '--') break;
    const found = optionsIn(word);
    if (found.length === 0) words.push(word);
    for (const { name, value } of found) {
      if (value === undefined) at += 1;
      note(name, value ?? args[at] ?? '');
    }
  }
  return { words, options };
}

interface Option {
  readonly name: string;
  /** undefined: the next word. */
  readonly value?: string;
}

/** The options that a word is: one, or several for a cluster such as -Rf; none where it is a plain word. */
function optionsIn(word: string): readonly Option[] {
  const [, name, attached] = /^--([a-z][a-z0-9-]*)(?:=(.*))?$/s.exec(word) ?? [];
  if (name !== undefined) {
    if (attached !== undefined) return [{ name, value: attached }];
    return [SWITCHES.has(name) ? { name, value: 'true' } : { name }];
  }
  return /^-[A-Za-z]/.test(word) ? inCluster(word.slice(1)) : [];
}

function inCluster(letters: string): readonly Option[] {
  const [letter = '', rest] = [letters[0], letters.slice(1)];
  const name = Object.hasOwn(SHORT, letter) ? SHORT[letter] : undefined;
  if (name !== undefined && !SHORT_SWITCHES.has(name))
    return [rest === '' ? { name } : { name, value: rest.replace(/^=/, '') }];
  const own = { name: name ?? letter, value: 'true' };
  return /^[A-Za-z]/.test(rest) ? [own, ...inCluster(rest)] : [own];
}
