import { isJsonObject, type Json } from '../base/json.ts';
import type { ApiRequest, KubeObject, ObjectRef } from '../model/cluster.ts';
import type { FieldChange, ObjectChange } from '../model/live-plan.ts';
import { diffObjects } from './diff-objects.ts';
import { liesIn } from './field-paths.ts';
import { objectName } from './object-name.ts';
import { setsPath } from './set-paths.ts';
import { withoutFields } from './without-fields.ts';

export interface PlannedChange {
  readonly step: string;
  readonly target: ObjectRef;
  readonly request: ApiRequest;
  readonly before: KubeObject | null;
  readonly after: KubeObject | null;
}

/** Stands for a value that nobody may see. */
export const HIDDEN = '(secret)';

/** Fields of a predicted object whose values are known only when it is made. */
export interface Unknowns {
  /** By the server's own choice. */
  readonly chosen: readonly string[];
  /** They name the run. */
  readonly marks: readonly string[];
}

/** What a request makes of its object, field by field. */
export function objectChange(
  { step, target, request, before, after }: PlannedChange,
  unknowns: Unknowns = { chosen: [], marks: [] },
): ObjectChange {
  const object = objectName(target);
  if (request.subresource === 'eviction') return { step, object, effect: 'evict', fields: [] };
  if (after === null) return { step, object, effect: before === null ? 'nothing' : 'delete', fields: [] };
  const known = fieldChanges(before, after, request);
  const fields = withUnknowns(known, unknowns);
  const effect = before === null ? 'create' : fields.length === 0 ? 'nothing' : 'change';
  return { step, object, effect, fields };
}

/** Of a new object only what the plan says: what the server fills in is no news. */
function fieldChanges(before: KubeObject | null, after: KubeObject, request: ApiRequest): FieldChange[] {
  const sets = setsPath(request);
  const isSecret = after['kind'] === 'Secret';
  return diffObjects(before, after)
    .map((difference) => ({ ...difference, own: sets(difference.path) }))
    .filter(({ own, path }) => (before === null ? own && !NAMES.includes(path) : true))
    .map(({ path, own, ...values }): FieldChange => {
      const shown = isSecret && /^(data|stringData)\b/.test(path) ? hidden(values) : values;
      return { path, state: 'changed', own, ...shown };
    });
}

/** A value that will be another says nothing; that the server will choose it does. */
function withUnknowns(fields: readonly FieldChange[], { chosen, marks }: Unknowns): FieldChange[] {
  const why = new Map([
    ...chosen.map((path) => [path, CHOSEN] as const),
    ...marks.map((path) => [path, MARKED] as const),
  ]);
  const paths = [...why.keys()];
  const said = fields.map((field): FieldChange => {
    const within = paths.find((path) => liesIn(field.path, path));
    const { after, ...known } = field;
    if (within !== undefined) return { ...known, state: 'unknown', why: why.get(within) ?? '' };
    return after === undefined ? field : { ...field, after: withoutFields(after, field.path, paths) };
  });
  const others = paths.filter(
    (path) => !NAMES.includes(path) && !said.some((field) => field.path === path || liesIn(field.path, path)),
  );
  return [
    ...said,
    ...others.map((path): FieldChange => ({ path, state: 'unknown', own: false, why: why.get(path) ?? '' })),
  ];
}

/** Why a field is unknown. */
export const CHOSEN = 'the server chooses it';
const MARKED = 'it names the run';

const NAMES = ['apiVersion', 'kind', 'metadata.name', 'metadata.namespace'];

function hidden(values: { readonly before?: Json; readonly after?: Json }): typeof values {
  return Object.fromEntries(Object.keys(values).map((key) => [key, HIDDEN]));
}

export function labelsOf(object: Json | undefined): Readonly<Record<string, string>> {
  const labels = isJsonObject(object) ? object['labels'] : undefined;
  return isJsonObject(labels)
    ? Object.fromEntries(
        Object.entries(labels).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      )
    : {};
}
