import { parseDuration } from '../../../base/duration.ts';
import { textOf } from '../../../base/json.ts';
import { listAt, textAt } from '../../../kubernetes/parts.ts';
import type { ApiKind, ApiRequest, KubeObject } from '../../../model/cluster.ts';
import { ClusterError } from '../../../ports/cluster.ts';
import type { Call, Reading } from '../action.ts';
import { podsChosenBy } from '../selected.ts';
import { suggest } from '../../../base/suggest.ts';
import { kindNamed, targetOf } from '../target.ts';
import { Tail } from '../tail.ts';

const MOST_PODS = 100;
/** Of one container; the server sends no more. */
const MOST_BYTES = 16 * 2 ** 20;
const USUAL_TAIL = 1000;
/** Of all of it, what the outputs hold. */
const TEXT_BYTES = 64 * 1024;
const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container';

/** What containers have written, of one pod or of several one after the other. */
export const logs: Reading = {
  kind: 'reading',
  async read(call) {
    const pods = (await named(call)) ?? (await chosen(call));
    if (pods.length === 0)
      throw new ClusterError('not-found', 'there is no such pod', { hint: 'kubectl get pods' });
    const kind = await kindNamed(call, { written: 'Pod', apiVersion: 'v1' });
    const tail = new Tail(TEXT_BYTES);
    const silent: { readonly pod: string; readonly error: ClusterError }[] = [];
    let lines = 0;
    for (const pod of pods) {
      const name = textAt(pod, 'metadata', 'name');
      const prefix = pods.length === 1 ? '' : `${name}: `;
      try {
        for await (const line of linesOf(call, logRequest(call, { kind, pod }))) {
          lines += 1;
          call.log('stdout', `${prefix}${line}\n`);
          tail.add(`${prefix}${line}\n`);
        }
      } catch (error) {
        if (!isSilent(error)) throw error;
        await mustExist(call, pod);
        silent.push({ pod: name, error });
        call.log('stderr', `${name}: ${error.message}\n`);
      }
    }
    const [first] = silent;
    if (first !== undefined && silent.length === pods.length) throw first.error;
    return {
      outputs: {
        lines,
        text: tail.text,
        pods: pods.map((pod) => textAt(pod, 'metadata', 'name')),
        silent: silent.map(({ pod }) => pod),
      },
    };
  },
};

function chosen(call: Call): Promise<readonly KubeObject[]> {
  return podsChosenBy(call, { most: MOST_PODS, signal: call.signal });
}

/** A pod and a container that are named need not be read first; undefined: what is meant has to be looked for. */
async function named(call: Call): Promise<readonly KubeObject[] | undefined> {
  const { kind = 'Pod', name, selector, fieldSelector, container } = call.settings;
  const isOne = kind === 'Pod' && selector === undefined && fieldSelector === undefined;
  if (!isOne || name === undefined || container === undefined) return undefined;
  const target = await targetOf(call, 'Pod');
  return [{ metadata: { name: target.name, namespace: target.namespace } }];
}

/**
 * Tells a wrong name from a container without a log, where the package declares that pods may be read.
 * @throws {ClusterError} with what was probably meant
 */
async function mustExist(call: Call, pod: KubeObject): Promise<void> {
  if (pod['spec'] !== undefined) return;
  try {
    const [found] = await chosen(call);
    if (found !== undefined) containerOf(found, textOf(call.settings['container']));
  } catch (error) {
    if (!(error instanceof ClusterError && error.failure === 'undeclared')) throw error;
  }
}

/** A container that has not started, or has no earlier log; or a pod that has gone meanwhile. */
function isSilent(error: unknown): error is ClusterError {
  return error instanceof ClusterError && (error.status === 400 || error.failure === 'not-found');
}

function logRequest(
  { settings }: Call,
  { kind, pod }: { readonly kind: ApiKind; readonly pod: KubeObject },
): ApiRequest {
  const { since, tail = USUAL_TAIL, previous, timestamps } = settings;
  return {
    verb: 'get',
    kind,
    namespace: textAt(pod, 'metadata', 'namespace'),
    name: textAt(pod, 'metadata', 'name'),
    subresource: 'log',
    query: {
      container: containerOf(pod, settings['container'] === undefined ? null : textOf(settings['container'])),
      limitBytes: String(MOST_BYTES),
      tailLines: textOf(tail),
      ...(since !== undefined && { sinceSeconds: seconds(textOf(since)) }),
      ...(previous === true && { previous: 'true' }),
      ...(timestamps === true && { timestamps: 'true' }),
    },
  };
}

/** The server counts: its clock may be another. */
function seconds(duration: string): string {
  return String(Math.max(1, Math.ceil(parseDuration(duration) / 1000)));
}

/** @throws {ClusterError} not-found, with the name that was probably meant */
function containerOf(pod: KubeObject, wanted: string | null): string {
  const names = ['containers', 'initContainers', 'ephemeralContainers'].flatMap((key) =>
    listAt(pod, 'spec', key).map((one) => textAt(one, 'name')),
  );
  if (wanted !== null && pod['spec'] === undefined) return wanted;
  if (wanted === null) return textAt(pod, 'metadata', 'annotations', DEFAULT_CONTAINER) || (names[0] ?? '');
  if (names.includes(wanted)) return wanted;
  const meant = suggest(wanted, names);
  const near = meant === undefined ? `; it has ${names.join(', ')}` : `, did you mean "${meant}"?`;
  throw new ClusterError(
    'invalid',
    `the pod ${textAt(pod, 'metadata', 'name')} has no container "${wanted}"${near}`,
  );
}

async function* linesOf({ cluster, signal }: Call, request: ApiRequest): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of cluster.stream(request, signal)) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    yield* parts;
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}
