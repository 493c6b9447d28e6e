import type { Json, JsonObject } from '../base/json.ts';

/** A kind of object as an API server serves it. */
export interface ApiKind {
  /** '' is the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** As paths and permissions name it: `deployments`. */
  readonly resource: string;
  /** Other names that people type: `deployment`, `deploy`. */
  readonly aliases: readonly string[];
  readonly namespaced: boolean;
  /** `scale`, `status`, `log`. */
  readonly subresources: readonly string[];
  readonly verbs: readonly string[];
}

export interface ObjectRef {
  readonly kind: ApiKind;
  /** null for a kind without namespaces. */
  readonly namespace: string | null;
  readonly name: string;
}

/** An object as the API server gives it, with apiVersion, kind and metadata. */
export type KubeObject = JsonObject;

export type ApiVerb =
  | 'get'
  | 'list'
  | 'watch'
  | 'create'
  | 'update'
  | 'patch'
  | 'delete'
  | 'deletecollection';

/** One question to an API server, in the words by which it is also authorised. */
export interface ApiRequest {
  readonly verb: ApiVerb;
  readonly kind: ApiKind;
  readonly namespace: string | null;
  /** null for what goes to the collection. */
  readonly name: string | null;
  readonly subresource?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Json;
  /** How the body of a patch is meant. */
  readonly patch?: 'apply' | 'merge' | 'strategic' | 'json';
}

/** What a package declares that its runs may do to a cluster, its `${{ }}` replaced by values. */
export interface Permission {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  /** null: everywhere, and what has no namespace. */
  readonly namespaces: readonly string[] | null;
  /** null: every object. */
  readonly resourceNames: readonly string[] | null;
}

export interface ServiceAccount {
  readonly namespace: string;
  readonly name: string;
}

/** Whose tokens a run may be bound to. */
export const SERVICE_ACCOUNTS: ApiKind = {
  group: '',
  version: 'v1',
  kind: 'ServiceAccount',
  resource: 'serviceaccounts',
  aliases: [],
  namespaced: true,
  subresources: ['token'],
  verbs: ['get'],
};
