import { isJsonObject, textOf } from '../../base/json.ts';
import { podTrouble } from '../../kubernetes/job-result.ts';
import type { ApiKind, KubeObject, ObjectRef } from '../../model/cluster.ts';
import { ClusterError } from '../../ports/cluster.ts';
import type { Call } from './action.ts';
import { listAll } from './list.ts';
import { metadataOf } from './object-state.ts';
import { kindNamed } from './target.ts';

type Trouble = ReturnType<typeof podTrouble>;

export interface FollowedJob {
  /** How many lines its pods have said. */
  readonly lines: number;
  /** What keeps its pods from running, if anything does. */
  look(): Promise<Trouble>;
  /** All that they said goes to the log; how one of them ended badly. */
  end(): Promise<Trouble>;
}

/** The pods of a Job. */
export function followJob(call: Call, job: ObjectRef): FollowedJob {
  let lines = 0;
  const pods = async () => {
    const kind = await kindNamed(call, { written: 'pods', apiVersion: 'v1' });
    const labels = `batch.kubernetes.io/job-name=${job.name}`;
    const { items } = await listAll(call.cluster, { kind, namespace: job.namespace, labels }, call);
    return { kind, items };
  };
  return {
    get lines() {
      return lines;
    },
    look: async () => troubleOf((await pods()).items),
    end: async () => {
      const { kind, items } = await pods();
      for (const pod of items) lines += await copyLog(call, kind, pod);
      return troubleOf(items);
    },
  };
}

function troubleOf(pods: readonly KubeObject[]): Trouble {
  return pods.map(podTrouble).find((trouble) => trouble !== undefined);
}

/** What the containers of a pod said, as it came; how many lines. A package may not be allowed to read it. */
async function copyLog({ cluster, signal, log }: Call, kind: ApiKind, pod: KubeObject): Promise<number> {
  const { namespace, name } = metadataOf(pod);
  const spec = isJsonObject(pod['spec']) ? pod['spec'] : {};
  const containers = Array.isArray(spec['containers']) ? spec['containers'].filter(isJsonObject) : [];
  let lines = 0;
  for (const container of containers) {
    const query = { container: textOf(container['name']) };
    const target = { kind, namespace: textOf(namespace), name: textOf(name) };
    try {
      const decoder = new TextDecoder();
      for await (const chunk of cluster.stream(
        { verb: 'get', ...target, subresource: 'log', query },
        signal,
      )) {
        const text = decoder.decode(chunk, { stream: true });
        lines += text.split('\n').length - 1;
        if (text !== '') log('stdout', text);
      }
    } catch (error) {
      if (!(error instanceof ClusterError)) throw error;
      log('stderr', `the log of ${target.name} cannot be read: ${error.message}\n`);
    }
  }
  return lines;
}
