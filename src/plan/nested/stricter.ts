import type { PlanPreview } from '../../model/plan.ts';
import type { Verdict } from '../../model/verdict.ts';
import { isWorse } from '../require-class.ts';

type ApprovalRule = PlanPreview['approval'];

/** One approval covers all: it asks what the strictest of them asks. */
export function strictestApproval(rules: readonly [ApprovalRule, ...ApprovalRule[]]): ApprovalRule {
  return {
    approvers: Math.max(...rules.map(({ approvers }) => approvers)),
    expiresInMs: Math.min(...rules.map(({ expiresInMs }) => expiresInMs)),
    separateFromRequester: rules.some(({ separateFromRequester }) => separateFromRequester),
  };
}

/** A plan is as risky as the riskiest package in it. */
export function riskiest(own: Verdict, nested: readonly Pick<Verdict, 'class' | 'score'>[]): Verdict {
  return nested.reduce<Verdict>(
    (worst, { class: other, score }) => ({
      ...worst,
      class: isWorse(other, worst.class) ? other : worst.class,
      score: Math.max(score, worst.score),
    }),
    own,
  );
}
