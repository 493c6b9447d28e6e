import type { CommandNode, ParsedScript, Redirection } from 'unbash';
import { argvOf } from './argv.ts';
import { partsOf, type ShellCommand } from './command.ts';
import type { Environment } from './environment.ts';
import { constantOutput } from './output.ts';
import { redirections } from './redirections.ts';
import { isKnown, UNKNOWN } from './unknown.ts';
import { fieldsOf } from './word.ts';
import { withoutWrappers } from './wrappers.ts';

/** What `$(…)` writes, where that can be known: the output of its one pipe, or of the first of `which a || which b`. */
export function outputOf(script: ParsedScript, env: Environment): string | undefined {
  const commands = pipeIn(script);
  const last = commands?.at(-1);
  if (commands === undefined) return undefined;
  if (last?.type === 'Command' && last.redirects.some((redirect) => takesOutput(redirect, env))) return '';
  const pipe: ShellCommand[] = [];
  for (const command of commands) {
    if (command.type !== 'Command') return undefined;
    const argv = argvOf(command, env);
    if (/^(?:command|type)$/.test(argv[0] ?? '')) return argv.at(-1);
    const parts = partsOf(withoutWrappers(argv), redirections(command.redirects, env));
    pipe.push({ ...parts, offset: command.pos });
  }
  return constantOutput(pipe, env.textOfFile);
}

function pipeIn({ commands: [statement, ...others] }: ParsedScript): readonly CommandNode[] | undefined {
  if (statement === undefined || others.length > 0) return undefined;
  const chain = statement.command.type === 'AndOr' ? statement.command.commands[0] : statement.command;
  if (chain === undefined) return [];
  return chain.type === 'Pipeline' ? chain.commands : [chain];
}

/** Whether what a command writes goes into a file: then nothing is left for its reader. */
function takesOutput(redirect: Redirection, env: Environment): boolean {
  if (redirect.type !== 'Redirect' || redirect.target === undefined) return false;
  const { operator, descriptor, target } = redirect;
  const isOutput =
    descriptor === undefined || (descriptor.type === 'FileDescriptor' && descriptor.value === 1);
  if (!isOutput || !['>', '>>', '>|', '>&', '&>', '&>>'].includes(operator)) return false;
  const [file = UNKNOWN] = fieldsOf(target, env);
  return isKnown(file) && file !== '-' && !/^\d+$|^\/(?:proc\/|dev\/(?:stdout|tty|fd\/))/.test(file);
}
