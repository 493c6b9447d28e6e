import { isJsonObject, type Json, textOf } from '../base/json.ts';
import type { KubeObject } from '../model/cluster.ts';
import { type FieldPath, type FieldSet, touchesField, unite } from './field-set.ts';

/** Who set fields of an object: an entry of its managedFields. */
export interface Manager {
  readonly name: string;
  readonly operation: string;
  readonly apiVersion: string;
  /** '' for the object itself. */
  readonly subresource: string;
  /** RFC 3339; null where it does not say. */
  readonly time: string | null;
  readonly fields: FieldSet;
}

const LONGEST_NAME = 128;

/** The field manager of a package: the same for all its versions, so that a newer one takes back what an older one set. */
export function managerOf(packageName: string): string {
  return `atomctl:${packageName}`.slice(0, LONGEST_NAME);
}

export function managersOf(object: KubeObject | null): readonly Manager[] {
  const metadata = object?.['metadata'];
  const entries = isJsonObject(metadata) ? metadata['managedFields'] : undefined;
  return Array.isArray(entries) ? entries.flatMap(managerIn) : [];
}

function managerIn(entry: Json): Manager[] {
  if (!isJsonObject(entry)) return [];
  const { manager, operation, apiVersion, subresource, time, fieldsV1 } = entry;
  return [
    {
      name: textOf(manager),
      operation: textOf(operation),
      apiVersion: textOf(apiVersion),
      subresource: textOf(subresource),
      time: typeof time === 'string' ? time : null,
      fields: isJsonObject(fieldsV1) ? fieldsV1 : {},
    },
  ];
}

export function entryOf({ name, operation, apiVersion, subresource, time, fields }: Manager): KubeObject {
  return {
    manager: name,
    operation,
    apiVersion,
    ...(time !== null && { time }),
    fieldsType: 'FieldsV1',
    fieldsV1: fields,
    ...(subresource !== '' && { subresource }),
  };
}

/** The fields that one manager set, in whichever way. */
export function fieldsOwnedBy(object: KubeObject | null, name: string): FieldSet {
  return fieldsOwned(managersOf(object).filter((manager) => manager.name === name));
}

export function fieldsOwned(managers: readonly Manager[]): FieldSet {
  return managers.reduce<FieldSet>((set, { fields }) => unite(set, fields), {});
}

/** Who owns a field, or something within it. */
export function ownersWithin(object: KubeObject | null, path: FieldPath): readonly Manager[] {
  return managersOf(object).filter(({ fields }) => touchesField(fields, path));
}

export function isSameManager(one: Manager, other: Manager): boolean {
  return (
    one.name === other.name &&
    one.operation === other.operation &&
    one.apiVersion === other.apiVersion &&
    one.subresource === other.subresource
  );
}
