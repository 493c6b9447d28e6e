import type { JsonObject } from '../../src/base/json.ts';
import type { Issue, Verdict } from '../../src/model/verdict.ts';
import { judge } from '../../src/policy/judge.ts';
import { manifestWith, wpkOf } from './wpk.ts';

export interface Judged {
  readonly steps?: string;
  readonly spec?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly inputs?: JsonObject;
}

const QUIET = '- {name: a, type: wait, with: {duration: 1s}}';

/** The verdict of a package with these steps and files, that is otherwise quiet. */
export function judged({ steps = QUIET, spec, files = {}, inputs = {} }: Judged): Verdict {
  return judge({ wpk: wpkOf(manifestWith(steps, spec), files), mayExcept: [], now: new Date(0), inputs });
}

/** The issues of one rule. */
export function issuesOf(rule: string, given: Judged): readonly Issue[] {
  return judged(given).issues.filter((issue) => issue.rule === rule);
}

/** One k8s step that is given this object, as it stands in the manifest. */
export function applying(object: string): string {
  const lines = object.trim().replaceAll(/^/gm, '      ');
  return `- name: a\n  type: k8s\n  action: apply\n  with:\n    manifest:\n${lines}`;
}

/** One shell step that runs a script. */
export function running(script: string): Judged {
  return { steps: '- name: a\n  type: script\n  with: {file: a.sh}', files: { 'a.sh': script } };
}
