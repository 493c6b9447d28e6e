import type { Severity } from '../../model/verdict.ts';
import { type Finding, nothingBeside, type Rule, ruleByProgram } from '../rule.ts';
import type { ShellCommand } from '../shell/command.ts';
import type { PackageView } from '../view/package-view.ts';
import type { ProgramView } from '../view/programs.ts';
import { inProgram } from './finding.ts';

/** What a rule sees in one command. */
export interface Sign {
  readonly what: string;
  readonly severity?: Severity;
}

/** What is only known in a run is shown as …, and a long word by its beginning. */
function readable(what: string): string {
  const plain = what.replaceAll(/\p{Cc}+/gu, '…');
  return plain.length > 300 ? `${plain.slice(0, 300)}….` : plain;
}

/** A rule that looks at the commands of all programs one by one. What it says twice of one place counts once. */
export function shellRule(
  texts: Omit<Rule, 'check'>,
  look: (command: ShellCommand, program: ProgramView, view: PackageView) => Iterable<Sign>,
): Rule {
  return ruleByProgram(texts, {
    beside: nothingBeside,
    *inProgram(program, view): Iterable<Finding> {
      const seen = new Set<string>();
      for (const command of program.commands) {
        for (const sign of look(command, program, view)) {
          const key = `${command.offset} ${sign.what}`;
          if (seen.has(key)) continue;
          seen.add(key);
          yield { ...inProgram(program, command.offset), ...sign, what: readable(sign.what) };
        }
      }
    },
  });
}
