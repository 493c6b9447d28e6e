import type { Finding } from '../../base/document/finding.ts';
import { checkExpression } from '../../base/expression/check.ts';
import { ExpressionError } from '../../base/expression/failure.ts';
import { patternOf } from '../../base/expression/pattern.ts';
import { templateParts } from '../../base/expression/template-parts.ts';
import type { Reference, Survey } from '../../base/expression/tree.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import { suggest } from '../../base/suggest.ts';
import { type Scope, VARIABLES } from './scope.ts';

/** CEL of a rule that does not parse or type-check, and what it reads that is not there. */
export function ruleFindings({ scope, when, message }: JsonObject, pointer: string): Finding[] {
  if (!isScope(scope)) return [];
  const sites = [
    ...(typeof when === 'string' && when !== '' ? [conditionSite(when, pointerTo(pointer, 'when'))] : []),
    ...(typeof message === 'string' ? templateSites(message, pointerTo(pointer, 'message')) : []),
  ];
  return sites.flatMap((site) => siteFindings(site, scope));
}

function isScope(scope: Json | undefined): scope is Scope {
  return typeof scope === 'string' && Object.hasOwn(VARIABLES, scope);
}

/** A place that holds CEL. */
interface Site {
  readonly expression: string;
  readonly pointer: string;
  /** The text that it stands in, and where. */
  readonly text: string;
  readonly offset: number;
  readonly wants: 'bool' | 'any';
}

function conditionSite(when: string, pointer: string): Site {
  return { expression: when, pointer, text: when, offset: 0, wants: 'bool' };
}

function templateSites(message: string, pointer: string): Site[] {
  return templateParts(message).flatMap((part): Site[] => {
    if (part.kind === 'text') return [];
    const expression = part.kind === 'expression' ? part.text : '';
    return [{ expression, pointer, text: message, offset: part.start, wants: 'any' }];
  });
}

function siteFindings(site: Site, scope: Scope): Finding[] {
  const { expression } = site;
  if (expression.includes('${{'))
    return [found(site, 'template-in-expression', { message: 'This is CEL already: leave ${{ }} out' })];
  if (expression === '')
    return [found(site, 'bad-template', { message: 'This ${{ holds no expression, or is not closed by }}' })];
  const { problem, survey, type } = checkExpression(expression, VARIABLES[scope]);
  const unknown = survey === undefined ? [] : unknownVariables(site, survey, scope);
  if (unknown.length > 0) return unknown;
  if (problem !== undefined) return [found(site, problem.kind, problem)];
  if (site.wants === 'bool' && type !== 'bool' && type !== 'dyn') {
    const message = `This gives ${type ?? 'nothing'}, where true or false is needed`;
    return [found(site, 'expression-type', { message })];
  }
  return patternFindings(site, survey);
}

function unknownVariables(site: Site, { references, calls }: Survey, scope: Scope): Finding[] {
  const known = Object.keys(VARIABLES[scope]);
  const misplaced = [...calls].filter((name) => name === 'always' || name === 'failed');
  return [
    ...references.flatMap((reference) => unknownVariable(site, reference, known)),
    ...misplaced.map((name) =>
      found(site, 'misplaced-function', {
        message: `${name}() is known only in a step's "when"`,
        start: Math.max(site.expression.indexOf(name), 0),
      }),
    ),
  ];
}

function unknownVariable(site: Site, { path, start }: Reference, known: readonly string[]): Finding[] {
  const [name = ''] = path;
  if (known.includes(name)) return [];
  const suggestion = suggest(name, known);
  const message = `There is no variable "${name}" in this scope; known are: ${known.join(', ')}`;
  return [found(site, 'unknown-variable', { message, start, suggestion })];
}

/** Patterns that stand in the text can be tried before there is anything to match. */
function patternFindings(site: Site, survey: Survey | undefined): Finding[] {
  return (survey?.patterns ?? []).flatMap(({ pattern, start }) => {
    try {
      patternOf(pattern, site.expression);
      return [];
    } catch (thrown) {
      if (!(thrown instanceof ExpressionError)) throw thrown;
      return [found(site, 'bad-pattern', { message: thrown.message, start })];
    }
  });
}

function found(
  { pointer, text, offset }: Site,
  kind: string,
  { message, start = 0, suggestion }: { message: string; start?: number; suggestion?: string | undefined },
): Finding {
  const within = { text, offset: offset + start };
  return { kind, message, pointer, within, ...(suggestion !== undefined && { suggestion }) };
}
