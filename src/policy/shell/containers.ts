import { baseName } from './command.ts';
import { isInterpreter } from './interpreters.ts';

const ENGINES = new Set(['docker', 'podman', 'nerdctl']);

export function isEngine(program: string): boolean {
  return ENGINES.has(program);
}
const STARTS = new Set(['run', 'exec', 'create', 'debug']);

/** Options of an engine's run and exec that take no value of their own. */
const FLAGS = new Set(
  [
    'detach interactive tty rm privileged init read-only no-healthcheck oom-kill-disable publish-all',
    'disable-content-trust sig-proxy quiet replace no-hosts systemd d i t P q',
  ].flatMap((line) => line.split(' ')),
);

/** The command that is run in a container; undefined where the image's own is. */
export function containerCommand(argv: readonly string[]): readonly string[] | undefined {
  const verb = argv.findIndex((word, index) => index > 0 && index < 6 && STARTS.has(word));
  if (verb < 0) return undefined;
  const dashes = argv.indexOf('--', verb);
  if (dashes > 0) return argv.slice(dashes + 1);
  if (isEngine(baseName(argv[0] ?? ''))) return afterImage(argv, verb + 1);
  // kubectl without `--` is what older versions take: POD COMMAND.
  const interpreter = argv.findIndex((word, index) => index > verb + 1 && isInterpreter(word));
  if (interpreter > 0) return argv.slice(interpreter);
  return argv[verb] === 'exec' ? afterImage(argv, verb + 1) : undefined;
}

/** What follows the image, or the container. `--entrypoint` takes its place. */
function afterImage(argv: readonly string[], from: number): readonly string[] | undefined {
  let entry: string | undefined;
  for (let at = from; at < argv.length; at += 1) {
    const word = argv[at] ?? '';
    if (!word.startsWith('-')) {
      const command = argv.slice(at + 1);
      if (entry !== undefined) return [entry, ...command];
      return command.length > 0 ? command : undefined;
    }
    const [, name = '', value] = /^--?([a-zA-Z-]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (name === 'entrypoint') entry = value ?? argv[at + 1];
    if (value === undefined && !isFlag(name)) at += 1;
  }
  return undefined;
}

/** `-it` is two flags; the last letter of `-itv` takes a value. */
function isFlag(name: string): boolean {
  return FLAGS.has(name) || (!name.includes('-') && /^[ditPq]{1,4}$/.test(name));
}
