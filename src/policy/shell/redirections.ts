import type { Redirection } from 'unbash';
import type { ShellCommand } from './command.ts';
import type { Environment } from './environment.ts';
import { UNKNOWN } from './unknown.ts';
import { fieldsOf, textOfParts, textOfWord } from './word.ts';

export type Redirected = Pick<ShellCommand, 'writes' | 'appends' | 'reads' | 'stdin'>;

/** `<&3` reads what file 3 was opened for; the first three are the command's own. */
function duplicated(target: string): string | undefined {
  if (target === '-' || /^[012]$/.test(target)) return undefined;
  return /^\d+$/.test(target) ? `/dev/fd/${target}` : target;
}

/** The files and the standard input that redirections give a command. */
export function redirections(redirects: readonly Redirection[], env: Environment): Redirected {
  const writes: string[] = [];
  const appends: string[] = [];
  const reads: string[] = [];
  let stdin: string | undefined;
  for (const redirect of redirects) {
    if (redirect.type === 'HereString') {
      stdin = redirect.target === undefined ? UNKNOWN : `${textOfWord(redirect.target, env)}\n`;
    } else if (redirect.type === 'HereDoc') {
      const { parts, text } = redirect.body;
      stdin = parts === undefined ? text : textOfParts(parts, env);
    } else {
      const target = redirect.target === undefined ? UNKNOWN : (fieldsOf(redirect.target, env)[0] ?? UNKNOWN);
      const file = duplicated(target);
      if (file === undefined) continue;
      if (redirect.operator.startsWith('<')) reads.push(file);
      else writes.push(file);
      if (redirect.operator.endsWith('>>')) appends.push(target);
    }
  }
  return { writes, appends, reads, stdin };
}
