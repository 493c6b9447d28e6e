import type { Digest } from '../base/digest.ts';
import type { Level } from '../model/pod-security.ts';
import type { Severity } from '../model/verdict.ts';
import type { PackageView } from './view/package-view.ts';
import type { Placed } from './view/place.ts';
import type { ProgramView } from './view/programs.ts';

/** What a rule found in one place. */
export interface Finding extends Placed {
  /** What stands there, in one sentence. */
  readonly what: string;
  /** Where this place is worse or better than the rule's usual. */
  readonly severity?: Severity;
  /** True where the Pod Security check of the rule does not look, such as at a container engine's options. */
  readonly beyondControl?: true;
}

/** One thing that the policy looks for. The texts are what a person is shown; docs/policies/rules.md is made from them. */
export interface Rule {
  readonly id: string;
  /** Goes up whenever the rule starts to judge differently: it is part of the policy digest. */
  readonly version: number;
  /** Of what a rule that is not built in says; part of the policy digest. */
  readonly definition?: Digest;
  readonly title: string;
  readonly severity: Severity;
  readonly why: string;
  readonly fix: string;
  readonly reference?: string;
  /** The id of Kubernetes' own Pod Security check, where there is one. */
  readonly control?: string;
  /** The level of the Pod Security Standards that has the check. */
  readonly level?: Level;
  /** What it finds follows from the view alone: rules-for.ts concludes from one view to others. */
  check(view: PackageView): Iterable<Finding>;
  /** `check` in two halves: the programs of a long package are read once for all rules that have them. */
  readonly halves?: Halves;
}

export interface Halves {
  /** What is found beside the programs: it comes first. */
  beside(view: PackageView): Iterable<Finding>;
  /** What is found in one program, whatever the others are. */
  inProgram(program: ProgramView, view: PackageView): Iterable<Finding>;
}

/** A rule that looks at one program after the other, and before that at what `beside` looks at. */
export function ruleByProgram(texts: Omit<Rule, 'check' | 'halves'>, halves: Halves): Rule {
  return {
    ...texts,
    halves,
    *check(view) {
      yield* halves.beside(view);
      for (const program of view.programs) yield* halves.inProgram(program, view);
    },
  };
}

export function nothingBeside(): readonly Finding[] {
  return [];
}
