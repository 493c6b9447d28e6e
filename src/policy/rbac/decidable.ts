import { programOf } from '../shell/command.ts';
import { isShell } from '../shell/interpreters.ts';
import { isKnown } from '../shell/unknown.ts';
import type { PackageView } from '../view/package-view.ts';
import type { ProgramView } from '../view/programs.ts';

/** Programs that are known to keep away from a cluster, or to tell by their words what they do there. */
const TOLD = new Set(
  [
    'kubectl oc awk base64 basename cat chmod cmp cp cut date dirname echo env exit export false find grep gzip head',
    'id jq ln ls mkdir mktemp mv printf pwd read rm rmdir sed seq set sha256sum shift sleep sort tail tar tee test touch',
    'tr trap true uniq unset wait wc xargs yq [ [[ : return break continue local cd',
  ].flatMap((line) => line.split(' ')),
);

/** Whether all that a package does in a cluster can be told from its steps and programs. */
export function canBeTold({ steps, programs }: PackageView): boolean {
  const read = new Set<string | null>();
  for (const program of programs) {
    // What containers run acts as their pods, not as the package.
    if (!program.inContainer && !isTold(program)) return false;
    read.add(program.step);
  }
  return steps.every(({ name, type, with: { network = 'none' } }) => {
    if (type === 'docker') return network === 'none';
    if (type === 'workflow' || type === 'recipe') return false;
    return (type !== 'shell' && type !== 'script') || read.has(name);
  });
}

function isTold({ commands, undecided }: ProgramView): boolean {
  if (undecided.length > 0) return false;
  return commands.every((command) => {
    const program = programOf(command);
    const onlyAssigns = command.argv.length === 0;
    return onlyAssigns || TOLD.has(program) || (isShell(program) && isKnown(command.argv.join(' ')));
  });
}
