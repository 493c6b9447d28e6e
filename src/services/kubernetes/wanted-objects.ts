import { isJsonObject, type Json, textOf } from '../../base/json.ts';
import { redactText } from '../../base/redact.ts';
import { applyOrder } from '../../kubernetes/apply-order.ts';
import { objectsOf } from '../../kubernetes/manifest-objects.ts';
import type { KubeObject } from '../../model/cluster.ts';
import { readStream } from '../../policy/view/documents.ts';
import { ClusterError } from '../../ports/cluster.ts';
import type { Call } from './action.ts';
import { metadataOf } from './object-state.ts';

/** What an `apply` step wants to be there: of its manifest and its file, in the order in which it is sent. */
export async function wantedObjects(call: Call): Promise<readonly KubeObject[]> {
  const { manifest, file } = call.settings;
  try {
    const written = manifest === undefined ? [] : writtenIn(manifest);
    const read = file === undefined ? [] : objectsIn(await call.readFile(textOf(file)), textOf(file));
    const objects = applyOrder([...written, ...read].map(withData));
    for (const object of objects) refuseShown(object, call);
    return objects;
  } catch (error) {
    if (error instanceof RangeError) throw new ClusterError('invalid', error.message, { cause: error });
    throw error;
  }
}

function writtenIn(manifest: Json): readonly KubeObject[] {
  return typeof manifest === 'string' ? objectsIn(manifest, 'manifest') : objectsOf(manifest, 'manifest');
}

/** As Kubernetes reads a stream, and the policy did. */
function objectsIn(text: string, file: string): readonly KubeObject[] {
  const { documents, problem } = readStream(text);
  if (problem !== null) {
    const { line, col } = problem.position;
    throw new RangeError(`${file}:${line}:${col}: ${problem.message}`);
  }
  return documents.flatMap(({ value, locate }) =>
    value === null ? [] : objectsOf(value, `${file}:${locate('').line}`),
  );
}

/** Of what a server makes of `stringData`, managedFields name no owner. */
function withData(object: KubeObject): KubeObject {
  const { stringData, data, ...rest } = object;
  const isSecret = object['kind'] === 'Secret' && object['apiVersion'] === 'v1';
  if (!isSecret || !isJsonObject(stringData)) return object;
  const encoded = Object.entries(stringData).map(([key, value]) => [
    key,
    Buffer.from(textOf(value)).toString('base64'),
  ]);
  return { ...rest, data: { ...(isJsonObject(data) && data), ...Object.fromEntries(encoded) } };
}

/** Names are journaled, logged and shown. */
function refuseShown(object: KubeObject, { secrets }: Call): void {
  const { name, namespace } = metadataOf(object);
  const shown = [object['apiVersion'], object['kind'], name, namespace].map((value) => textOf(value));
  if (shown.some((text) => redactText(text, secrets) !== text))
    throw new RangeError('a secret may not stand in the apiVersion, kind, name or namespace of an object');
}
