import type { JsonObject } from '../base/json.ts';
import type { ServiceAccount } from './cluster.ts';

/** What gives a cluster's runs of a package exactly the permissions that it declares. */
export interface Rbac {
  readonly package: { readonly name: string; readonly version: string };
  readonly account: ServiceAccount;
  /** ServiceAccount, roles and bindings, in the order in which they are applied. */
  readonly objects: readonly JsonObject[];
}
