import { AtomError } from '../src/base/errors.ts';
import type { Selection } from '../src/model/plan.ts';
import { type ParsedInputFlags, typedInputs } from './input-flags.ts';

interface SubjectFlags extends ParsedInputFlags {
  readonly plan: string | undefined;
  readonly key: string | undefined;
  readonly run: string | undefined;
  readonly 'resume-from': string | undefined;
}

/** What `run` is asked to run. @throws {AtomError} ATOM_USAGE where the words do not fit together. */
export function subjectOf(ref: string | undefined, flags: SubjectFlags) {
  if (flags.plan !== undefined) return planSubject(flags.plan, ref, flags);
  if (ref === undefined) {
    throw new AtomError('ATOM_USAGE', 'Name a package, or a plan with --plan', {
      hint: 'atomctl run --help',
    });
  }
  const what = { inputs: typedInputs(flags), selection: selectionOf(flags) };
  if (flags.key !== undefined) return { kind: 'folder', folder: ref, key: flags.key, ...what } as const;
  return { kind: 'package', ref, ...what } as const;
}

function planSubject(plan: string, ref: string | undefined, flags: SubjectFlags) {
  const { input = [], inputs, skip = [], only = [], key } = flags;
  const more = [ref, inputs, key, ...input, ...skip, ...only, flags.run].filter((word) => word !== undefined);
  if (more.length === 0) return { kind: 'plan', plan } as const;
  throw new AtomError('ATOM_USAGE', 'A plan holds its package, inputs and steps: --plan takes no others', {
    hint: `atomctl run --plan ${plan}`,
  });
}

function selectionOf({ skip = [], only = [], run, 'resume-from': from }: SubjectFlags): Selection {
  return { skip, only, resume: run === undefined || from === undefined ? null : { run, from } };
}
