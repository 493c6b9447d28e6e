import type { Finding } from '../base/document/finding.ts';
import { checkExpression } from '../base/expression/check.ts';
import type { Variables } from '../base/expression/plain-path.ts';
import type { JsonObject } from '../base/json.ts';
import { queryParts } from '../base/promql.ts';
import { suggest } from '../base/suggest.ts';
import { mapping, text } from './outline.ts';

/** What a condition of a prometheus step may read. */
const READABLE: Variables = { value: 'double', values: 'list<double>', series: 'list', vars: 'map' };

/** What is wrong with what a prometheus step asks: values are never text of a query or a condition. */
export function questionFindings(settings: JsonObject, pointer: string): Finding[] {
  return [
    ...queryFindings(settings, pointer),
    ...waitFindings(settings, pointer),
    ...['successCondition', 'failureCondition'].flatMap((key) =>
      conditionFindings(settings[key], `${pointer}/${key}`),
    ),
  ];
}

function queryFindings(settings: JsonObject, pointer: string): Finding[] {
  const query = text(settings['query']);
  if (query === undefined) return [];
  if (query.includes('${{')) return [templateFinding(query, `${pointer}/query`, '$NAME')];
  const given = Object.keys(mapping(settings['vars']));
  const parts = queryParts(query);
  const used = new Set(parts.flatMap((part) => (part.kind === 'text' ? [] : [part.name])));
  const conditions = `${text(settings['successCondition']) ?? ''} ${text(settings['failureCondition']) ?? ''}`;
  const unused = given.filter((name) => !used.has(name) && !conditions.includes(name));
  return [
    ...parts.flatMap((part): Finding[] => {
      if (part.kind === 'text') return [];
      const at = { pointer: `${pointer}/query`, within: { text: query, offset: part.start } };
      if (part.kind === 'quoted') {
        return [
          {
            kind: 'quoted-variable',
            message: `$${part.name} stands in quotes, which are put around it: leave them out`,
            ...at,
          },
        ];
      }
      if (given.includes(part.name)) return [];
      const meant = suggest(part.name, given);
      const message = `$${part.name} has no value under "vars"`;
      return [
        { kind: 'unknown-variable', message, ...at, ...(meant !== undefined && { suggestion: `$${meant}` }) },
      ];
    }),
    ...unused.map((name): Finding => {
      const message = `Nothing reads "${name}": write $${name} in the query, or vars.${name} in a condition`;
      return { kind: 'unused-variable', message, pointer: `${pointer}/vars/${name}`, place: 'key' };
    }),
  ];
}

/** Only a condition can be waited for. */
function waitFindings({ interval, for: holds, successCondition }: JsonObject, pointer: string): Finding[] {
  if (successCondition !== undefined || (interval === undefined && holds === undefined)) return [];
  const message = '"with" lacks "successCondition": what is waited for';
  return [{ kind: 'missing-key', message, pointer, place: 'key' }];
}

function conditionFindings(value: JsonObject[string] | undefined, pointer: string): Finding[] {
  const condition = text(value);
  if (condition === undefined || condition === '') return [];
  if (condition.includes('${{')) return [templateFinding(condition, pointer, 'vars.NAME')];
  const { problem, type = 'dyn' } = checkExpression(condition, READABLE);
  const within = { text: condition, offset: problem?.start ?? 0 };
  if (problem !== undefined) {
    const mixed = /\bdouble\b.*\bint\b|\bint\b.*\bdouble\b/.test(problem.message);
    const message = `${problem.message}${mixed ? ': samples are doubles, write 1.0 and not 1' : ''}`;
    return [{ kind: problem.kind, message, pointer, within }];
  }
  if (type === 'bool' || type === 'dyn') return [];
  const message = `This gives ${type}, where true or false is needed`;
  return [{ kind: 'expression-type', message, pointer, within }];
}

function templateFinding(written: string, pointer: string, instead: string): Finding {
  const message = `A value inside program text could change what it asks: give it under "vars" and write ${instead}`;
  return {
    kind: 'template-in-program',
    message,
    pointer,
    within: { text: written, offset: written.indexOf('${{') },
  };
}
