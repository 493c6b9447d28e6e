import { isJsonObject, type Json, type JsonObject } from '../../../base/json.ts';
import { labelsOf } from '../../../kubernetes/object-change.ts';
import { objectKey } from '../../../kubernetes/object-name.ts';
import { selects } from '../../../kubernetes/selects.ts';
import { SteadyFields } from '../../../kubernetes/steady-fields.ts';
import type { ApiKind, ApiRequest, KubeObject, ObjectRef } from '../../../model/cluster.ts';
import { type Cluster, ClusterError } from '../../../ports/cluster.ts';
import { isDryRun } from '../dry-run.ts';

/** Namespaces that every cluster has, and hardly anybody uses. */
const STAND_INS = ['kube-public', 'kube-node-lease', 'default'];

function placed(object: JsonObject, namespace: string): JsonObject;
function placed(object: Json | undefined, namespace: string): Json;
function placed(object: Json | undefined, namespace: string): Json {
  if (!isJsonObject(object)) return object ?? {};
  const metadata = isJsonObject(object['metadata']) ? object['metadata'] : {};
  return { ...object, metadata: { ...metadata, namespace } };
}

/** What earlier steps of a plan would have made of an object; null: deleted. */
type Predicted = KubeObject | null;

interface Prediction {
  readonly target: ObjectRef;
  readonly object: Predicted;
  /** A pod that goes, and whose controller puts another in its place, perhaps of the same name. */
  readonly remade: boolean;
}

/**
 * A cluster as it would be behind the steps that are planned so far. It is only read: whatever would change it is
 * refused, unless it is a dry-run.
 */
export class OverlayCluster implements Cluster {
  readonly context: string;
  readonly server: string;
  readonly namespace: string;
  /** What its server is known to fill in. */
  readonly steady: SteadyFields;
  readonly #cluster: Cluster;
  readonly #user: Cluster;
  readonly #predicted = new Map<string, Prediction>();
  /** Of a fork: what was predicted when it was made. */
  readonly #known = new Map<string, Prediction>();
  /** Of what somebody asked what earlier steps make of it. */
  readonly #asked: ((target: ObjectRef) => boolean)[] = [];

  /** `user` asks where a package declares nothing: in a namespace that only stands in for another. */
  constructor(cluster: Cluster, user: Cluster, steady = new SteadyFields()) {
    [this.context, this.server, this.namespace] = [cluster.context, cluster.server, cluster.namespace];
    [this.#cluster, this.#user, this.steady] = [cluster, user, steady];
  }

  /** The same, whose predictions do not come back here before they are taken. */
  fork(): OverlayCluster {
    const fork = new OverlayCluster(this.#cluster, this.#user, this.steady);
    for (const [key, predicted] of this.#predicted) {
      fork.#predicted.set(key, predicted);
      fork.#known.set(key, predicted);
    }
    return fork;
  }

  /** Whether something is predicted here of what a fork of earlier looked at. */
  outdates(fork: OverlayCluster): boolean {
    return [...this.#predicted].some(
      ([key, predicted]) =>
        fork.#known.get(key) !== predicted && fork.#asked.some((asks) => asks(predicted.target)),
    );
  }

  take(fork: OverlayCluster): void {
    for (const [key, predicted] of fork.#predicted)
      if (fork.#known.get(key) !== predicted) this.#predicted.set(key, predicted);
  }

  predict(target: ObjectRef, object: Predicted): void {
    this.#predicted.set(objectKey(target), { target, object, remade: false });
  }

  /** A pod goes, and another comes: what later steps find is like it. */
  remake(target: ObjectRef, pod: KubeObject): void {
    this.#predicted.set(objectKey(target), { target, object: pod, remade: true });
  }

  /** Undefined where no earlier step touches it. */
  predicted(target: ObjectRef): Predicted | undefined {
    const key = objectKey(target);
    this.#asked.push((other) => objectKey(other) === key);
    return this.#predicted.get(key)?.object;
  }

  /** Whether an earlier step makes the namespace, so that the server does not know it yet. */
  makesNamespace(name: string | null): boolean {
    const isIt = ({ kind, name: other }: ObjectRef) => kind.resource === 'namespaces' && other === name;
    this.#asked.push(isIt);
    return [...this.#predicted.values()].some(({ target, object }) => isIt(target) && object !== null);
  }

  /** Whether an earlier step lets a pod go, or changes its workload, so that another may stand in its place. */
  mayRemake(pod: KubeObject): boolean {
    const { namespace, name, labels } = isJsonObject(pod['metadata']) ? pod['metadata'] : {};
    const own = labelsOf({ labels: labels ?? {} });
    this.#asked.push((target) => target.namespace === namespace);
    return [...this.#predicted.values()].some(({ target, object, remade }) => {
      if (remade && target.namespace === namespace && target.name === name) return true;
      const spec = isJsonObject(object?.['spec']) ? object['spec'] : {};
      return (
        target.namespace === namespace && spec['template'] !== undefined && selects(spec['selector'], own)
      );
    });
  }

  kinds(options: Parameters<Cluster['kinds']>[0]): Promise<readonly ApiKind[]> {
    return this.#cluster.kinds(options);
  }

  async send(request: ApiRequest, signal: AbortSignal): Promise<JsonObject> {
    const { verb, kind, namespace, name, subresource } = request;
    if (!['get', 'list', 'watch'].includes(verb) && !isDryRun(request))
      throw new Error(`a plan would have sent ${verb} ${kind.resource}`);
    if (verb === 'get' && name !== null && subresource === undefined) {
      const known = this.predicted({ kind, namespace, name });
      if (known === null) throw new ClusterError('not-found', `${kind.resource} "${name}" is deleted before`);
      if (known !== undefined) return known;
    }
    const answer = await this.#cluster.send(request, signal);
    return verb === 'list' ? this.#withPredicted(request, answer) : answer;
  }

  stream(request: ApiRequest, signal: AbortSignal): AsyncIterable<Uint8Array> {
    return this.#cluster.stream(request, signal);
  }

  /** What the package does not declare, as its run does not ask it: a whole object, where the run sends a part of it. */
  askAsUser(request: ApiRequest, signal: AbortSignal): Promise<JsonObject> {
    return this.#user.send(request, signal);
  }

  /** The answer of a namespace that has no such object, as if it were of the one that was meant; undefined: none has. */
  async sendInStandIn(request: ApiRequest, signal: AbortSignal): Promise<JsonObject | undefined> {
    const { kind, name, namespace } = request;
    for (const standIn of STAND_INS) {
      const there = { ...request, namespace: standIn, body: placed(request.body, standIn) };
      if (name !== null && (await this.#isThere({ kind, namespace: standIn, name }, signal))) continue;
      return placed(await this.#user.send(there, signal), namespace ?? standIn);
    }
    return undefined;
  }

  async #isThere({ kind, namespace, name }: ObjectRef, signal: AbortSignal): Promise<boolean> {
    try {
      await this.#user.send({ verb: 'get', kind, namespace, name }, signal);
      return true;
    } catch (error) {
      if (error instanceof ClusterError && error.failure === 'not-found') return false;
      throw error;
    }
  }

  /** Objects that are not there yet are in no list: a selector cannot be asked of them. */
  #withPredicted({ kind }: ApiRequest, answer: JsonObject): JsonObject {
    this.#asked.push((target) => target.kind.resource === kind.resource && target.kind.group === kind.group);
    const items = Array.isArray(answer['items']) ? answer['items'].filter(isJsonObject) : [];
    const now = items.flatMap((item) => {
      const { name, namespace } = isJsonObject(item['metadata']) ? item['metadata'] : {};
      const where = typeof namespace === 'string' ? namespace : null;
      const known = typeof name === 'string' ? this.predicted({ kind, namespace: where, name }) : undefined;
      if (known === null) return [];
      return [known ?? item];
    });
    return { ...answer, items: now };
  }
}
