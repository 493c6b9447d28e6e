import { evaluateExpression } from '../../base/expression/evaluate.ts';
import { ExpressionError } from '../../base/expression/failure.ts';
import { isJsonObject, type JsonObject, textOf } from '../../base/json.ts';
import { hopelessBecause, judgeCondition, wantedCondition } from '../../kubernetes/conditions.ts';
import { textAt } from '../../kubernetes/parts.ts';
import { rolloutOf } from '../../kubernetes/rollout.ts';
import { isSecret, shownObject } from '../../kubernetes/shown-object.ts';
import type { KubeObject } from '../../model/cluster.ts';
import { ClusterError } from '../../ports/cluster.ts';

export interface Judgement {
  readonly state: 'holds' | 'not-yet' | 'never';
  /** What is seen now. */
  readonly seen: string;
}

/** What is waited for. */
export interface Goal {
  readonly words: string;
  /** What an object that is not there means. */
  readonly missing: 'holds' | 'not-yet';
  /** Whether it is a failure that there is none at the beginning. */
  readonly wantsOne: boolean;
  judge(object: KubeObject): Judgement;
}

/** What a wait step's settings ask for. @throws {ClusterError} invalid, where they ask for nothing or for several things */
export function goalOf({ condition, until, deleted, exists, rollout, vars = {} }: JsonObject): Goal {
  const goals = [
    ...(condition === undefined ? [] : [conditionGoal(textOf(condition))]),
    ...(until === undefined ? [] : [expressionGoal(textOf(until), isJsonObject(vars) ? vars : {})]),
    ...(deleted === true ? [DELETED] : []),
    ...(exists === true ? [EXISTS] : []),
    ...(rollout === true ? [ROLLOUT] : []),
  ];
  const [goal] = goals;
  if (goal === undefined || goals.length > 1)
    throw new ClusterError('invalid', 'it needs one of condition, until, rollout, exists and deleted');
  return goal;
}

const DELETED: Goal = {
  words: 'deleted',
  missing: 'holds',
  wantsOne: false,
  judge: (object) => ({
    state: 'not-yet',
    seen: textAt(object, 'metadata', 'deletionTimestamp') === '' ? 'it is there' : 'it is being deleted',
  }),
};

const EXISTS: Goal = {
  words: 'exists',
  missing: 'not-yet',
  wantsOne: false,
  judge: () => ({ state: 'holds', seen: 'it exists' }),
};

const ROLLOUT: Goal = {
  words: 'rollout complete',
  missing: 'not-yet',
  wantsOne: true,
  judge(object) {
    const rollout = rolloutOf(object);
    if (rollout === undefined)
      throw new ClusterError('invalid', `a ${textAt(object, 'kind')} has no rollout`);
    return {
      state: ({ done: 'holds', waiting: 'not-yet', failed: 'never' } as const)[rollout.state],
      seen: rollout.words,
    };
  },
};

function conditionGoal(written: string): Goal {
  const wanted = wantedCondition(written);
  return {
    words: `condition ${written}`,
    missing: 'not-yet',
    wantsOne: true,
    judge(object) {
      const hopeless = hopelessBecause(object, wanted);
      if (hopeless !== undefined) return { state: 'never', seen: hopeless };
      const { holds, seen } = judgeCondition(object, wanted);
      return { state: holds ? 'holds' : 'not-yet', seen };
    },
  };
}

function expressionGoal(expression: string, vars: JsonObject): Goal {
  return {
    words: expression,
    missing: 'not-yet',
    wantsOne: true,
    judge(object) {
      try {
        // A secret value must not be found out bit by bit.
        const answer = evaluateExpression(expression, {
          object: isSecret(object) ? shownObject(object) : object,
          vars,
        });
        if (typeof answer === 'boolean')
          return { state: answer ? 'holds' : 'not-yet', seen: `it is ${answer ? 'true' : 'false'}` };
        throw new ClusterError(
          'invalid',
          `"${expression}" gives ${JSON.stringify(answer)}, neither true nor false`,
        );
      } catch (error) {
        if (!(error instanceof ExpressionError)) throw error;
        // A field may be there later.
        return { state: 'not-yet', seen: error.message };
      }
    },
  };
}
