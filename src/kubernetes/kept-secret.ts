import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import type { ApiKind, KubeObject } from '../model/cluster.ts';

/** Where a state is that the journal may not hold: in a Secret. */
export interface Kept {
  readonly namespace: string;
  readonly name: string;
}

export const SECRETS: ApiKind = {
  group: '',
  version: 'v1',
  kind: 'Secret',
  resource: 'secrets',
  aliases: ['secret'],
  namespaced: true,
  subresources: [],
  verbs: ['create', 'get', 'delete'],
};

const LONGEST_LABEL = 63;
const DIGEST_CHARACTERS = 10;

/** `atomctl-RUN-STEP-…`: the same for every attempt at one change. A DNS name, whatever the step is called. */
export function keptName(run: string, step: string, change: string): string {
  const digest = createHash('sha256').update(`${run}/${step}/${change}`).digest('hex');
  const readable = `atomctl-${run}-${step}`.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const shown = readable.slice(0, LONGEST_LABEL - DIGEST_CHARACTERS - 1).replace(/-$/, '');
  return `${shown}-${digest.slice(0, DIGEST_CHARACTERS)}`;
}

/** The Secret that keeps a state for as long as its run goes on. */
export function keptSecret({ namespace, name }: Kept, run: string, state: JsonObject): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name,
      namespace,
      labels: { 'app.kubernetes.io/managed-by': 'atomctl', 'atomctl/run': run },
    },
    type: 'atomctl/captured-state',
    immutable: true,
    data: { [STATE]: gzipSync(JSON.stringify(state)).toString('base64') },
  };
}

const STATE = 'state.json.gz';

export function stateInSecret({ data }: KubeObject): JsonObject | null {
  const packed = isJsonObject(data) ? data[STATE] : undefined;
  if (typeof packed !== 'string') return null;
  const state: Json = JSON.parse(gunzipSync(Buffer.from(packed, 'base64')).toString());
  return isJsonObject(state) ? state : null;
}

export function keptIn(value: Json | undefined): Kept | null {
  if (!isJsonObject(value)) return null;
  const { namespace, name } = value;
  return typeof namespace === 'string' && typeof name === 'string' ? { namespace, name } : null;
}
