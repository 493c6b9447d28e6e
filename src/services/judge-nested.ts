import type { NestedVerdict } from '../model/dry-run.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Wpk } from '../model/wpk.ts';
import { type Children, familyOf } from '../plan/nested/family.ts';
import { riskiest } from '../plan/nested/stricter.ts';
import { judgeUnread } from '../policy/judge-file.ts';
import type { Policy } from '../policy/policy.ts';
import { sourceFile } from '../policy/view/source-file.ts';
import { judgePackage } from './judge-package.ts';
import { nestedPackages } from './nested-packages.ts';

/** As it lies in the registry. */
interface Resolved {
  readonly wpk: Wpk;
  readonly mayExcept: readonly string[];
}

interface Judging {
  /** The package that a pin names. @throws {AtomError} where it is not here */
  readonly resolve: (pin: { readonly name: string; readonly version: string }) => Promise<Resolved>;
  readonly policy: Policy;
  readonly now: Date;
}

export interface JudgedFamily {
  /** The package's own, as risky as the riskiest. */
  readonly verdict: Verdict;
  readonly nested: readonly NestedVerdict[];
  /** Null where one of them is not here. */
  readonly children: Children | null;
}

/** Judges what a package nests, as far as it is here, beside the package's own verdict. Refuses nothing. */
export async function judgeNested(
  wpk: Wpk,
  verdict: Verdict,
  { resolve, policy, now }: Judging,
): Promise<JudgedFamily> {
  const mayExcept = new Map<string, readonly string[]>();
  const aside = new Map<string, NestedVerdict>();
  const children = await nestedPackages(
    wpk,
    async (pin) => {
      const child = await resolve(pin);
      mayExcept.set(child.wpk.digest, child.mayExcept);
      return child.wpk;
    },
    (workflow, { message, code }) => aside.set(workflow, undecided(workflow, `${message} (${code})`)),
  );
  const judged = new Map<string, Verdict>();
  for (const { wpk: child } of familyOf(children)) {
    const workflow = `${child.name}@${child.version}`;
    if (judged.has(workflow)) continue;
    const given = { wpk: child, mayExcept: mayExcept.get(child.digest) ?? [], now, policy };
    judged.set(workflow, await judgePackage(given));
  }
  const nested = [...[...judged].map(([workflow, found]) => verdictOf(workflow, found)), ...aside.values()];
  const isManual = aside.size > 0 || [...judged.values()].some(({ suggests }) => suggests === 'manual');
  const whole = riskiest(verdict, nested);
  return {
    verdict: isManual ? { ...whole, suggests: 'manual' } : whole,
    nested,
    children: aside.size > 0 ? null : children,
  };
}

function verdictOf(workflow: string, { score, class: riskClass, issues }: Verdict): NestedVerdict {
  return { workflow, score, class: riskClass, issues };
}

function undecided(workflow: string, why: string): NestedVerdict {
  const file = sourceFile({ path: workflow, mode: 0o644, bytes: new Uint8Array() }, workflow);
  return { workflow, ...judgeUnread(file, why) };
}
