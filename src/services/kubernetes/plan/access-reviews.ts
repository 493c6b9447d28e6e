import { inParallel } from '../../../base/in-parallel.ts';
import { isJsonObject, type Json, textOf } from '../../../base/json.ts';
import { type Needed, showNeeded } from '../../../kubernetes/permits.ts';
import { isGranted } from '../../../kubernetes/rules-review.ts';
import type { ApiKind } from '../../../model/cluster.ts';
import type { AccessReview } from '../../../model/live-plan.ts';
import { type Cluster, ClusterError } from '../../../ports/cluster.ts';

const AT_ONCE = 8;
const API = 'authorization.k8s.io/v1';

const REVIEWS: ApiKind = {
  group: 'authorization.k8s.io',
  version: 'v1',
  kind: 'SelfSubjectAccessReview',
  resource: 'selfsubjectaccessreviews',
  aliases: [],
  namespaced: false,
  subresources: [],
  verbs: ['create'],
};

const RULES: ApiKind = {
  ...REVIEWS,
  kind: 'SelfSubjectRulesReview',
  resource: 'selfsubjectrulesreviews',
};

/** What a cluster says of whoever asks: whether it is allowed. Each question is asked once. */
export class AccessReviews {
  readonly #cluster: Cluster;
  readonly #signal: AbortSignal;
  readonly #answers = new Map<string, Promise<AccessReview>>();
  /** Of a namespace, all that is allowed there. */
  readonly #rules = new Map<string, Promise<Json>>();

  constructor(cluster: Cluster, signal: AbortSignal) {
    [this.#cluster, this.#signal] = [cluster, signal];
  }

  /** One question for all that is asked of a namespace; what it does not answer with yes is asked by itself. */
  async of(asked: readonly Needed[]): Promise<AccessReview[]> {
    const each = [...new Map(asked.map((needed) => [showNeeded(needed), needed]))];
    const places = Map.groupBy(
      each.filter(([action]) => !this.#answers.has(action)),
      ([, { namespace }]) => namespace,
    );
    for (const [namespace, { length }] of places) {
      if (namespace === null || length < 2 || this.#rules.has(namespace)) continue;
      const rules = this.#rulesIn(namespace);
      this.#rules.set(namespace, rules);
      // Whoever waits for them is told; nobody may, where another question failed.
      rules.catch(() => {});
    }
    return inParallel(each, AT_ONCE, async ([action, needed]) => {
      const answer = this.#answers.get(action) ?? this.#ask(action, needed);
      this.#answers.set(action, answer);
      return answer;
    });
  }

  async #ask(action: string, needed: Needed): Promise<AccessReview> {
    const { verb, group, namespace, name } = needed;
    if (namespace !== null && isGranted(await this.#rules.get(namespace), needed))
      return { action, allowed: true, why: '' };
    const [resource = '', subresource] = needed.resource.split('/', 2);
    const resourceAttributes = {
      verb,
      group,
      resource,
      ...(subresource !== undefined && { subresource }),
      ...(namespace !== null && { namespace }),
      ...(name !== null && { name }),
    };
    const status = await this.#review(REVIEWS, { resourceAttributes });
    const { allowed, reason } = isJsonObject(status) ? status : {};
    return { action, allowed: allowed === true, why: textOf(reason ?? '') };
  }

  /** Null: whoever asks may not have them listed. */
  async #rulesIn(namespace: string): Promise<Json> {
    try {
      return await this.#review(RULES, { namespace });
    } catch (error) {
      if (error instanceof ClusterError && ['forbidden', 'not-found'].includes(error.failure)) return null;
      throw error;
    }
  }

  async #review(kind: ApiKind, spec: Json): Promise<Json> {
    const body = { apiVersion: API, kind: kind.kind, spec };
    const request = { verb: 'create', kind, namespace: null, name: null, body } as const;
    return (await this.#cluster.send(request, this.#signal))['status'] ?? null;
  }
}
