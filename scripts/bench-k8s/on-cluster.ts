import { randomUUID } from 'node:crypto';
import { clustersOf } from '../../src/adapters/kubernetes/open-cluster.ts';
import type { JsonObject } from '../../src/base/json.ts';
import { textAt } from '../../src/kubernetes/parts.ts';
import type { ApiKind, KubeObject, ObjectRef } from '../../src/model/cluster.ts';
import type { Cluster } from '../../src/ports/cluster.ts';
import type { Call, Change, Mutation } from '../../src/services/kubernetes/action.ts';
import { actionOf } from '../../src/services/kubernetes/actions.ts';
import { OverlayCluster } from '../../src/services/kubernetes/plan/overlay-cluster.ts';
import { type PlannedStepChange, planStep } from '../../src/services/kubernetes/plan/plan-step.ts';
import { kindNamed } from '../../src/services/kubernetes/target.ts';
import { getOrNull, watchObject } from '../../src/services/kubernetes/watch.ts';
import { plannedStep } from '../../test/support/step-context.ts';
import type { Fields, Said } from './fields.ts';

const PATIENCE_MS = 60_000;
const COMMON = { manager: 'atomctl:bench', secrets: [], log: () => {}, readFile: async () => '' } as const;

/** A cluster as one user, on which actions are first planned, then carried out. */
export class OnCluster {
  readonly #cluster: Cluster;

  private constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  static async open(kubeconfig: string): Promise<OnCluster> {
    return new OnCluster(await clustersOf({ kubeconfig, context: null, namespace: null }).open());
  }

  /** @throws {ClusterError} where the server does not accept it */
  async measure(
    name: string,
    settings: JsonObject,
    { fields, where }: { readonly fields: Fields; readonly where: string },
  ): Promise<void> {
    const action = await actionOf(name);
    if (action?.kind !== 'mutation') throw new Error(`${name} changes nothing`);
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const overlay = new OverlayCluster(this.#cluster, this.#cluster);
    const step = { ...plannedStep('k8s', settings), action: name };
    const said = await planStep(overlay, action, {
      step,
      calls: [{ step: 'step', settings }],
      common: COMMON,
      signal,
    });
    const call: Call = {
      ...COMMON,
      settings,
      cluster: this.#cluster,
      signal,
      idempotencyKey: `run_${randomUUID()}/step`,
    };
    let index = 0;
    for await (const { change, answer } of this.#carryOut(action, call)) {
      const planned = said[index];
      if (planned === undefined) throw new Error(`${name}: the plan has no change ${index}`);
      fields.compare(`${where} ${name}`, saidOf(overlay, planned), await this.#made(change, answer));
      index += 1;
    }
    if (index !== said.length) throw new Error(`${name}: ${said.length} changes were planned, ${index} made`);
  }

  /** With the account that pods need. */
  async makeNamespace(name: string): Promise<KubeObject> {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const kind = await this.#kind('Namespace', 'v1');
    const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
    const made = await this.#cluster.send(
      { verb: 'create', kind, namespace: null, name: null, body },
      signal,
    );
    const account = { kind: await this.#kind('ServiceAccount', 'v1'), namespace: name, name: 'default' };
    for await (const object of watchObject(this.#cluster, account, signal)) if (object !== null) break;
    return made;
  }

  /** Objects without a namespace; the others go with theirs. */
  async remove(object: JsonObject): Promise<void> {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const kind = await this.#kind(textAt(object, 'kind'), textAt(object, 'apiVersion'));
    if (kind.namespaced) return;
    const target = { kind, namespace: null, name: textAt(object, 'metadata', 'name') };
    await this.#cluster.send({ verb: 'delete', ...target }, signal);
    // The files that follow may name the same.
    if (kind.kind !== 'Namespace') await this.#whenGone(target);
  }

  #kind(written: string, apiVersion: string): Promise<ApiKind> {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    return kindNamed({ cluster: this.#cluster, signal }, { written, apiVersion });
  }

  async *#carryOut(action: Mutation, call: Call): AsyncIterable<{ change: Change; answer: KubeObject }> {
    for await (const change of action.changes(call, [])) {
      const send = change.send ?? (({ cluster, signal }: Call) => cluster.send(change.request, signal));
      yield { change, answer: await send(call) };
    }
  }

  /** A subresource and a deletion answer with something else. */
  async #made({ target, request }: Change, answer: KubeObject): Promise<KubeObject | null> {
    if (request.verb === 'delete' || request.subresource === 'eviction') return this.#whenGone(target);
    if (request.subresource === undefined) return answer;
    return getOrNull(this.#cluster, target, AbortSignal.timeout(PATIENCE_MS));
  }

  /** As it still is where it does not go. */
  async #whenGone(target: ObjectRef): Promise<KubeObject | null> {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    let last: KubeObject | null = null;
    try {
      for await (const object of watchObject(this.#cluster, target, signal)) {
        last = object;
        if (object === null) break;
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    return last;
  }
}

/** The name of an object that names its run is not known before. */
function saidOf(overlay: OverlayCluster, { shown, counted }: PlannedStepChange): Said {
  const unknown = shown.fields.flatMap(({ path, state }) => (state === 'unknown' ? [path] : []));
  if (counted === undefined) return { object: {}, unknown: [''] };
  const isNamed = shown.object?.name !== counted.target.name;
  // Later steps find another pod in the place of one that goes.
  const object = counted.after === null ? null : (overlay.predicted(counted.target) ?? counted.after);
  return { object, unknown: isNamed ? [...unknown, 'metadata.name'] : unknown };
}
