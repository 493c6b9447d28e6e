import schema from '../../../schemas/policy.v1.schema.json' with { type: 'json' };
import type { Finding } from '../../base/document/finding.ts';
import { byPlace, readDocument } from '../../base/document/read.ts';
import { foreignDocument, partFindings } from '../../base/document/shape.ts';
import type { Location } from '../../base/errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import type { PolicyRules } from '../../model/generated/policy.ts';
import { validators } from '../../model/generated/policy-validators.js';
import type { Problem } from '../../model/problem.ts';
import { RULES } from '../rules.ts';
import { ruleFindings } from './check-rule.ts';

const POLICY = { kind: 'PolicyRules', whole: 'The policy' } as const;

/** A policy file that was read and found to be right in itself. */
export interface PolicyFile {
  readonly file: string;
  readonly policy: PolicyRules;
  /** The place of a JSON pointer's value. */
  readonly locate: (pointer: string) => Location;
}

/** `read` is there exactly when there is no problem. */
export interface PolicyReading {
  readonly read: PolicyFile | undefined;
  /** In the order of the text. */
  readonly problems: readonly Problem[];
}

/** Reads a policy file and checks everything that its text alone can tell. All problems in one pass. Never throws. */
export function readPolicy(file: string, text: string): PolicyReading {
  const { value, problems, yaml, locate } = readDocument(file, text, shapeFindings);
  if (value === undefined || problems.some(({ pointer }) => pointer === '/kind' || pointer === '/apiVersion'))
    return { read: undefined, problems };
  const taken = new Set(problems.map(({ pointer }) => pointer));
  const found = contentFindings(value).filter(({ pointer }) => !taken.has(pointer));
  const all = [...problems, ...found.map(locate)].toSorted(byPlace);
  if (all.length > 0) return { read: undefined, problems: all };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema was found to hold, and the type is made from it.
  const policy = value as unknown as PolicyRules;
  const place = (pointer: string): Location => ({ file, ...yaml.locate(pointer) });
  return { read: { file, policy, locate: place }, problems: [] };
}

function shapeFindings(value: Json, written: (pointer: string) => string | undefined): Finding[] {
  const foreign = foreignDocument(value, POLICY);
  if (foreign !== undefined) return [foreign];
  const { whole } = POLICY;
  const part = { validate: validators.PolicyRules, root: schema, schema: () => schema, value, whole };
  return partFindings({ ...part, pointer: '', templates: false }, written);
}

/** What the schema cannot say, of a document that may break it in other places. */
function contentFindings(document: Json): Finding[] {
  const { rules, exceptions } = isJsonObject(document) ? document : {};
  const seen = new Set<string>();
  return [
    ...listOf(rules).flatMap((rule, index) => {
      const pointer = pointerTo('/rules', index);
      return [...idFindings(rule['id'], pointerTo(pointer, 'id'), seen), ...ruleFindings(rule, pointer)];
    }),
    ...listOf(exceptions).flatMap(({ expires }, index) =>
      expiryFindings(expires, pointerTo('/exceptions', index, 'expires')),
    ),
  ];
}

/** The items of a list; what is no mapping is an empty one, so that places stay right. */
function listOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.map((item) => (isJsonObject(item) ? item : {})) : [];
}

const BUILT_IN_IDS = new Set(RULES.map(({ id }) => id));

function idFindings(id: Json | undefined, pointer: string, seen: Set<string>): Finding[] {
  if (typeof id !== 'string') return [];
  if (BUILT_IN_IDS.has(id)) return [{ kind: 'taken-id', message: `"${id}" is a built-in rule`, pointer }];
  if (seen.has(id)) return [{ kind: 'duplicate-id', message: `There is a rule "${id}" already`, pointer }];
  seen.add(id);
  return [];
}

function expiryFindings(expires: Json | undefined, pointer: string): Finding[] {
  if (typeof expires !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(expires)) return [];
  const day = new Date(`${expires}T00:00:00Z`);
  if (!Number.isNaN(day.getTime()) && day.toISOString().startsWith(expires)) return [];
  return [{ kind: 'bad-format', message: `"${expires}" is no day of the calendar`, pointer }];
}
