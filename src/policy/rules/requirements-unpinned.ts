import { pointerTo } from '../../base/pointer.ts';
import { type Finding, ruleByProgram } from '../rule.ts';
import { programOf, type ShellCommand } from '../shell/command.ts';
import { isKnown } from '../shell/unknown.ts';
import type { PackageView } from '../view/package-view.ts';
import type { ProgramView } from '../view/programs.ts';
import { inProgram, inStep } from './finding.ts';

export const requirementsUnpinned = ruleByProgram(
  {
    id: 'requirements-unpinned',
    version: 1,
    title: 'Takes what it needs in whatever version there is',
    severity: 'low',
    why: 'What is not pinned is another thing on the next run, and nobody has reviewed that one.',
    fix: 'Pin nested workflows by digest under runtime.requirements.workflows, and packages by their exact version.',
    reference: 'https://slsa.dev/spec/v1.1/threats#d-external-build-parameters',
  },
  { beside: workflows, inProgram: packages },
);

function* packages(program: ProgramView): Iterable<Finding> {
  for (const command of program.commands) {
    const unpinned = installed(command).filter((name) => !isPinned(programOf(command), name));
    if (unpinned.length === 0) continue;
    const what = `${programOf(command)} installs ${unpinned.join(', ')} in whatever version there is.`;
    yield { ...inProgram(program, command.offset), what };
  }
}

function* workflows(view: PackageView): Iterable<Finding> {
  const pinned = (view.wpk?.manifest.spec.runtime.requirements?.workflows ?? []).map(
    ({ workflow }) => workflow,
  );
  for (const step of view.steps) {
    const name = step.with['workflow'];
    if (step.type !== 'workflow' || typeof name !== 'string' || pinned.includes(name)) continue;
    const place = inStep(view, step, pointerTo(step.pointer, 'with', 'workflow'));
    yield { ...place, what: `The nested workflow ${name} is not pinned by its digest.`, severity: 'medium' };
  }
}

/** The word after which the names of packages stand. */
const INSTALLS: Readonly<Record<string, RegExp>> = {
  pip: /^install$/,
  pip3: /^install$/,
  pipx: /^(?:install|run)$/,
  npm: /^(?:install|i|add|exec)$/,
  pnpm: /^(?:add|dlx)$/,
  yarn: /^(?:add|dlx)$/,
  npx: /^/,
  gem: /^install$/,
  cargo: /^install$/,
  go: /^install$/,
};

/** Names that a command installs from a public registry, as far as it says them. */
function installed(command: ShellCommand): readonly string[] {
  const program = programOf(command);
  const word = Object.hasOwn(INSTALLS, program) ? INSTALLS[program] : undefined;
  if (word === undefined) return [];
  const plain = command.argv
    .slice(1)
    .filter((arg, index, all) => !arg.startsWith('-') && !takesValue(all[index - 1]));
  const [first = '', ...names] = plain;
  // npx runs the first of its words with the others as arguments.
  if (program === 'npx') return [first].filter(isName);
  if (
    !word.test(first) ||
    command.argv.some((arg) => /^(?:-r|--requirement|-c|--version|-v|--locked)(?:=|$)/.test(arg))
  )
    return [];
  return (/^(?:dlx|exec|run)$/.test(first) ? names.slice(0, 1) : names).filter(isName);
}

function takesValue(option: string | undefined): boolean {
  return (
    option !== undefined &&
    /^(?:-[tif]|--(?:target|prefix|index-url|extra-index-url|registry|python|root|git))$/.test(option)
  );
}

function isName(word: string): boolean {
  return (
    isKnown(word) &&
    /^@?[a-z0-9][\w.@/:+~^=<>!,[\]-]*$/i.test(word) &&
    !/^(?:\.|\/|https?:|file:|git\+)/.test(word)
  );
}

function isPinned(program: string, name: string): boolean {
  if (/^pip(?:3|x)?$/.test(program)) return /[=]=|@/.test(name) || /\.(?:whl|tar\.gz)$/.test(name);
  if (program === 'gem' || program === 'cargo') return /[:@]\d/.test(name);
  return /.@v?\d+\.\d+|.@[0-9a-f]{7,}$/.test(name);
}
