import path from 'node:path';
import { isJsonObject, type JsonObject } from '../../src/base/json.ts';
import { objectsOf } from '../../src/kubernetes/manifest-objects.ts';
import { textAt } from '../../src/kubernetes/parts.ts';
import { readStream } from '../../src/policy/view/documents.ts';
import { ClusterError } from '../../src/ports/cluster.ts';
import { manifestsIn, testData } from '../../test/support/test-data.ts';
import { Fields } from './fields.ts';
import { OnCluster } from './on-cluster.ts';
import { predictActions } from './predict-actions.ts';
import type { K8sRow, Line } from './row.ts';

const SET = 'benign-k8s-examples';
const SHARE = 0.99;

/** What the plan says an object will be, against what it then is. */
export const predicted: K8sRow = {
  name: 'predicted',
  measure: async ({ cluster }) => {
    const actions = new Fields();
    await predictActions(cluster, actions);
    const data = testData('policy');
    const manifests = data === undefined ? [] : [...manifestsIn(path.join(data, SET))];
    const fields = new Fields();
    const there = await OnCluster.open(cluster.kubeconfig);
    for (const [index, manifest] of manifests.entries()) {
      const namespace = await there.makeNamespace(`file-${index}`);
      await applyFile(there, { ...manifest, namespace }, fields);
      await there.remove(namespace);
    }
    return [
      data === undefined
        ? {
            what: 'real manifests',
            measured: 'name their folder in ATOMCTL_TEST_DATA',
            goal: `≥ ${SHARE * 100} %`,
            ok: null,
          }
        : lineOf(`real manifests: fields of ${fields.objects} objects as predicted`, fields),
      lineOf(`all actions: fields of ${actions.objects} objects as predicted`, actions),
    ];
  },
};

function lineOf(what: string, { equal, unknown, unknowns, wrong, refused }: Fields): Line {
  const all = equal + unknown + wrong.length;
  for (const one of wrong) console.error(one);
  for (const [field, times] of unknowns) console.error(`said to be unknown ${times} times: ${field}`);
  return {
    what,
    measured: `${((100 * equal) / all).toFixed(2)} % (${equal}/${all}), ${unknown} said to be unknown, ${wrong.length} wrong; the server refuses ${refused} objects`,
    goal: `≥ ${SHARE * 100} %, 0 wrong`,
    ok: equal >= SHARE * all && wrong.length === 0,
  };
}

/** Each file in a namespace of its own; what has none goes with its file. */
async function applyFile(
  there: OnCluster,
  { name, text, namespace }: { readonly name: string; readonly text: string; readonly namespace: JsonObject },
  fields: Fields,
): Promise<void> {
  const space = textAt(namespace, 'metadata', 'name');
  const made: JsonObject[] = [];
  for (const object of objectsIn(text)) {
    if (textAt(object, 'kind') === 'Namespace') continue;
    const manifest = inNamespace(object, space);
    try {
      await there.measure('apply', { manifest, namespace: space }, { fields, where: name });
      made.push(manifest);
    } catch (error) {
      if (!(error instanceof ClusterError)) throw error;
      fields.refused += 1;
    }
  }
  for (const object of made.toReversed()) await there.remove(object);
}

/** None of a file that is no manifest. */
function objectsIn(text: string): readonly JsonObject[] {
  const { documents, problem } = readStream(text);
  try {
    return problem === null
      ? documents.flatMap(({ value }) => (value === null ? [] : objectsOf(value, 'manifest')))
      : [];
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

function inNamespace(object: JsonObject, namespace: string): JsonObject {
  const metadata = isJsonObject(object['metadata']) ? object['metadata'] : {};
  return metadata['namespace'] === undefined ? object : { ...object, metadata: { ...metadata, namespace } };
}
