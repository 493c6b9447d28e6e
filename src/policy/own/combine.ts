import { canonicalJson } from '../../base/canonical.ts';
import { AtomError } from '../../base/errors.ts';
import { pointerTo } from '../../base/pointer.ts';
import { suggest } from '../../base/suggest.ts';
import type { Problem } from '../../model/problem.ts';
import type { Policy, TenantException } from '../policy.ts';
import { BUILT_IN, RULES } from '../rules.ts';
import type { PolicyFile } from './read-policy.ts';
import { ruleOf } from './rule.ts';

/** Rules of all files together. */
const MOST_RULES = 10_000;

/** What the files say of each other that cannot be: rules of one id, exceptions from a rule that nobody has. */
export function combinedProblems(files: readonly PolicyFile[]): Problem[] {
  return [...duplicateRules(files), ...unknownRules(files)];
}

/** The built-in rules, those of the files and their exceptions, whatever the order of the files. @throws {AtomError} ATOM_POLICY_INVALID */
export function combine(files: readonly PolicyFile[]): Policy {
  if (files.length === 0) return BUILT_IN;
  const own = files.flatMap(({ policy }) => policy.rules ?? []);
  if (own.length > MOST_RULES) {
    throw new AtomError(
      'ATOM_POLICY_INVALID',
      `The policy has ${own.length} rules, over the limit of ${MOST_RULES}`,
      {
        hint: 'Join rules that say the same, or give fewer files',
      },
    );
  }
  return {
    rules: [...RULES, ...own.toSorted(byId).map(ruleOf)],
    exceptions: files.flatMap(exceptionsOf).toSorted(byText),
  };
}

function exceptionsOf({ policy }: PolicyFile): TenantException[] {
  return (policy.exceptions ?? []).map((exception) => ({ ...exception, policy: policy.metadata.name }));
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}

function byText(a: TenantException, b: TenantException): number {
  return canonicalJson({ ...a }) < canonicalJson({ ...b }) ? -1 : 1;
}

function duplicateRules(files: readonly PolicyFile[]): Problem[] {
  const first = new Map<string, string>();
  return files.flatMap(({ file, policy, locate }) =>
    (policy.rules ?? []).flatMap(({ id }, index): Problem[] => {
      const other = first.get(id);
      first.set(id, other ?? file);
      if (other === undefined) return [];
      const pointer = pointerTo('/rules', index, 'id');
      const message = `There is a rule "${id}" already, in ${other}`;
      return [{ kind: 'duplicate-id', message, location: locate(pointer), pointer }];
    }),
  );
}

function unknownRules(files: readonly PolicyFile[]): Problem[] {
  const known = new Set([
    ...RULES.map(({ id }) => id),
    ...files.flatMap(({ policy }) => (policy.rules ?? []).map(({ id }) => id)),
  ]);
  return files.flatMap(({ policy, locate }) =>
    (policy.exceptions ?? []).flatMap(({ rule }, index): Problem[] => {
      if (known.has(rule)) return [];
      const pointer = pointerTo('/exceptions', index, 'rule');
      const suggestion = suggest(rule, known);
      const message = `There is no rule "${rule}"`;
      return [
        {
          kind: 'unknown-rule',
          message,
          location: locate(pointer),
          pointer,
          ...(suggestion !== undefined && { suggestion }),
        },
      ];
    }),
  );
}
