import schema from '../../../schemas/policy.v1.schema.json' with { type: 'json' };
import type { Finding } from '../../base/document/finding.ts';
import { byPlace, readDocument } from '../../base/document/read.ts';
import { foreignDocument, partFindings } from '../../base/document/shape.ts';
import type { Location } from '../../base/errors.ts';
import type { Json } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import type { PolicyException, PolicyRules } from '../../model/generated/policy.ts';
import { validators } from '../../model/generated/policy-validators.js';
import type { Problem } from '../../model/problem.ts';
import { RULES } from '../rules.ts';
import { ruleFindings } from './check-rule.ts';

const POLICY = { kind: 'PolicyRules', whole: 'The policy' } as const;

/** A policy file that was read and found to be right in itself. */
export interface PolicyFile {
  readonly file: string;
  readonly policy: PolicyRules;
  /** The place of a JSON pointer's value. */
  readonly locate: (pointer: string) => Location;
}

/** `read` is there exactly when there is no problem. */
export interface PolicyReading {
  readonly read: PolicyFile | undefined;
  /** In the order of the text. */
  readonly problems: readonly Problem[];
}

/** Reads a policy file and checks everything that its text alone can tell. All problems in one pass. Never throws. */
export function readPolicy(file: string, text: string): PolicyReading {
  const { value, problems, yaml, locate } = readDocument(file, text, shapeFindings);
  if (problems.length > 0) return { read: undefined, problems };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema was found to hold, and the type is made from it.
  const policy = value as unknown as PolicyRules;
  const found = [...ruleProblems(policy), ...exceptionProblems(policy)].map(locate).toSorted(byPlace);
  if (found.length > 0) return { read: undefined, problems: found };
  const place = (pointer: string): Location => ({ file, ...yaml.locate(pointer) });
  return { read: { file, policy, locate: place }, problems: [] };
}

function shapeFindings(value: Json, written: (pointer: string) => string | undefined): Finding[] {
  const foreign = foreignDocument(value, POLICY);
  if (foreign !== undefined) return [foreign];
  const { whole } = POLICY;
  const part = { validate: validators.PolicyRules, root: schema, schema: () => schema, value, whole };
  return partFindings({ ...part, pointer: '', templates: false }, written);
}

function ruleProblems({ rules = [] }: PolicyRules): Finding[] {
  const builtIn = new Set(RULES.map(({ id }) => id));
  const seen = new Set<string>();
  return rules.flatMap((rule, index) => {
    const pointer = pointerTo('/rules', index);
    const at = pointerTo(pointer, 'id');
    const taken: Finding[] = [];
    if (builtIn.has(rule.id))
      taken.push({ kind: 'taken-id', message: `"${rule.id}" is a built-in rule`, pointer: at });
    if (seen.has(rule.id))
      taken.push({ kind: 'duplicate-id', message: `There is a rule "${rule.id}" already`, pointer: at });
    seen.add(rule.id);
    return [...taken, ...ruleFindings(rule, pointer)];
  });
}

function exceptionProblems({ exceptions = [] }: PolicyRules): Finding[] {
  return exceptions.flatMap((exception, index) => expiryProblem(exception, pointerTo('/exceptions', index)));
}

function expiryProblem({ expires }: PolicyException, pointer: string): Finding[] {
  const day = new Date(`${expires}T00:00:00Z`);
  if (!Number.isNaN(day.getTime()) && day.toISOString().startsWith(expires)) return [];
  const message = `"${expires}" is no day of the calendar`;
  return [{ kind: 'bad-format', message, pointer: pointerTo(pointer, 'expires') }];
}
