import { baseName } from './command.ts';
import { isInterpreter } from './interpreters.ts';

const CONTAINERS = new Set(['docker', 'podman', 'nerdctl', 'kubectl', 'oc', 'crictl']);
const STARTS = new Set(['run', 'exec', 'create', 'debug']);

/** The command that a program is asked to run elsewhere or for each of its finds; undefined where it is asked for none. */
export function handedOn(argv: readonly string[]): readonly string[] | undefined {
  const program = baseName(argv[0] ?? '');
  if (CONTAINERS.has(program)) return inContainer(argv);
  if (program === 'find') return between(argv, /^-(?:exec|execdir|ok|okdir)$/, /^(?:;|\+|\\;)$/);
  if (program === 'ssh') return overSsh(argv);
  return undefined;
}

/** After `--`, else from the first interpreter on: what stands before it is options and the image. */
function inContainer(argv: readonly string[]): readonly string[] | undefined {
  if (!argv.slice(1, 4).some((word) => STARTS.has(word))) return undefined;
  const dashes = argv.indexOf('--');
  const interpreter = argv.findIndex((word, index) => index > 2 && isInterpreter(word));
  const at = dashes > 0 ? dashes + 1 : interpreter;
  return at > 0 && at < argv.length ? argv.slice(at) : undefined;
}

function between(argv: readonly string[], first: RegExp, last: RegExp): readonly string[] | undefined {
  const start = argv.findIndex((word) => first.test(word));
  if (start < 0) return undefined;
  const end = argv.findIndex((word, index) => index > start && last.test(word));
  const inner = argv.slice(start + 1, end < 0 ? undefined : end);
  return inner.length > 0 ? inner : undefined;
}

const SSH_VALUES = /^-[BbcDEeFIiJLlmOopQRSWw]$/;

/** ssh joins its words and hands them to a shell over there. */
function overSsh(argv: readonly string[]): readonly string[] | undefined {
  const host = argv.findIndex(
    (word, index) => index > 0 && !word.startsWith('-') && !SSH_VALUES.test(argv[index - 1] ?? ''),
  );
  const words = host < 0 ? [] : argv.slice(host + 1);
  return words.length > 0 ? ['sh', '-c', words.join(' ')] : undefined;
}
