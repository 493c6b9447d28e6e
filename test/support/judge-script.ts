import type { Verdict } from '../../src/model/verdict.ts';
import { judge } from '../../src/policy/judge.ts';
import { SHELL_RULES } from '../../src/policy/shell-rules.ts';
import { manifestWith, wpkOf } from './wpk.ts';

/** The verdict over one script that lies in a package which declares no egress. */
export function judgeScript(script: string, name = 'a.sh'): Verdict {
  const wpk = wpkOf(manifestWith('- {name: a, type: wait, with: {duration: 1s}}'), { [name]: script });
  return judge({ wpk, mayExcept: [], now: new Date(0) });
}

const RULES = new Set(['undecided', ...SHELL_RULES.map(({ id }) => id)]);

/** What the rules about programs say, each with its worst severity: `log-tampering:critical`. */
export function signsOf(script: string, name?: string): readonly string[] {
  const worst = new Map<string, string>();
  for (const { rule, severity } of judgeScript(script, name).issues)
    if (RULES.has(rule) && !worst.has(rule)) worst.set(rule, `${rule}:${severity}`);
  return [...worst.values()];
}
