import { isJsonObject, type Json } from '../base/json.ts';
import { pointerTo } from '../base/pointer.ts';
import { templateParts } from '../base/expression/template-parts.ts';
import type { Finding } from '../base/document/finding.ts';
import { items, mapping, type Outline, type StepOutline, text } from './outline.ts';

/** A place that holds CEL, and what may be read there. */
export interface ExpressionSite {
  readonly expression: string;
  readonly pointer: string;
  /** The text that it stands in: a template, or the expression alone. */
  readonly text: string;
  /** Where it begins in `text`. */
  readonly offset: number;
  readonly wants: 'bool' | 'list' | 'any';
  readonly scope: SiteScope;
}

export interface SiteScope {
  /** The step whose needs say which steps may be read; `all` for what looks back on a run; none before it. */
  readonly reads: StepOutline | 'all' | 'none';
  readonly variables: readonly (
    | 'inputs'
    | 'steps'
    | 'run'
    | 'event'
    | 'item'
    | 'index'
    | 'probe'
    | 'object'
    | 'vars'
  )[];
  /** Whether always() and failed() mean something here. */
  readonly verdicts?: true;
}

/** What is known before a run starts. */
const BEFORE: SiteScope = { reads: 'none', variables: ['inputs'] };

/** Every expression of a package, and what is wrong with the templates that should hold them. */
export function expressionSites({ spec, steps, triggers }: Outline): {
  sites: ExpressionSite[];
  findings: Finding[];
} {
  const found = new Sites();
  for (const step of steps) addStep(found, step);
  const event: SiteScope = { reads: 'none', variables: ['event'] };
  for (const { body, pointer } of triggers) {
    found.cel(body['match'], `${pointer}/match`, { wants: 'bool', scope: event });
    found.cel(body['dedupKey'], `${pointer}/dedupKey`, { wants: 'any', scope: event });
  }
  found.templates(mapping(spec['concurrency'])['key'] ?? null, '/spec/concurrency/key', BEFORE);
  found.templates(mapping(spec['validation'])['permissions'] ?? null, '/spec/validation/permissions', BEFORE);
  const { egress = null } = mapping(mapping(spec['validation'])['network']);
  found.templates(egress, '/spec/validation/network/egress', BEFORE);
  const after: SiteScope = { reads: 'all', variables: ['inputs', 'steps', 'run'] };
  const monitoring = mapping(spec['monitoring']);
  for (const [i, metric] of items(monitoring['metrics']).entries())
    found.templates(mapping(metric)['value'] ?? null, `/spec/monitoring/metrics/${i}/value`, after);
  for (const [i, alert] of items(monitoring['alerts']).entries())
    found.cel(mapping(alert)['when'], `/spec/monitoring/alerts/${i}/when`, { wants: 'bool', scope: after });
  return found;
}

function addStep(found: Sites, step: StepOutline): void {
  const { body, pointer } = step;
  const plain: SiteScope = { reads: step, variables: ['inputs', 'steps', 'run'] };
  const each: SiteScope =
    body['forEach'] === undefined ? plain : { ...plain, variables: [...plain.variables, 'item', 'index'] };
  found.cel(body['when'], `${pointer}/when`, { wants: 'bool', scope: { ...each, verdicts: true } });
  found.cel(body['forEach'], `${pointer}/forEach`, { wants: 'list', scope: plain });
  found.templates(addConditions(found, step, each), `${pointer}/with`, each);
  found.templates(mapping(body['probe'])['with'] ?? null, `${pointer}/probe/with`, each);
  found.templates(mapping(body['concurrency'])['key'] ?? null, `${pointer}/concurrency/key`, each);
  found.templates(body['timeout'] ?? null, `${pointer}/timeout`, BEFORE);
  found.templates(body['retry'] ?? null, `${pointer}/retry`, BEFORE);
}

/** What of a step's `with` is CEL of its own. Gives the rest, which may hold templates. */
function addConditions(found: Sites, { type, body, pointer }: StepOutline, each: SiteScope): Json {
  const { condition, until, ...settings } = mapping(body['with']);
  if (type === 'wait') {
    const looking: SiteScope = { ...each, variables: [...each.variables, 'probe'] };
    found.cel(condition, `${pointer}/with/condition`, { wants: 'bool', scope: looking });
    return { ...settings, ...(until !== undefined && { until }) };
  }
  if (type === 'k8s' && body['action'] === 'wait') {
    const ofObject: SiteScope = { reads: 'none', variables: ['object', 'vars'] };
    found.cel(until, `${pointer}/with/until`, { wants: 'bool', scope: ofObject });
    return { ...settings, ...(condition !== undefined && { condition }) };
  }
  return body['with'] ?? null;
}

class Sites {
  readonly sites: ExpressionSite[] = [];
  readonly findings: Finding[] = [];

  cel(
    value: Json | undefined,
    pointer: string,
    as: { wants: ExpressionSite['wants']; scope: SiteScope },
  ): void {
    const expression = text(value);
    if (expression === undefined || expression === '') return;
    if (!expression.includes('${{')) {
      this.sites.push({ expression, pointer, text: expression, offset: 0, ...as });
      return;
    }
    const message = 'This is CEL already: leave ${{ }} out';
    const [inside] = templateParts(expression).flatMap((part) =>
      part.kind === 'expression' ? part.text : [],
    );
    this.findings.push({
      kind: 'template-in-expression',
      message,
      pointer,
      ...(inside !== undefined && { suggestion: inside }),
    });
  }

  templates(value: Json, pointer: string, scope: SiteScope): void {
    if (typeof value === 'string') this.#template(value, pointer, scope);
    else if (Array.isArray(value))
      for (const [i, item] of value.entries()) this.templates(item, pointerTo(pointer, i), scope);
    else if (isJsonObject(value))
      for (const [key, item] of Object.entries(value)) this.templates(item, pointerTo(pointer, key), scope);
  }

  #template(value: string, pointer: string, scope: SiteScope): void {
    if (!value.includes('${{')) return;
    for (const part of templateParts(value)) {
      if (part.kind === 'unclosed') {
        const within = { text: value, offset: part.start };
        this.findings.push({
          kind: 'bad-template',
          message: 'This ${{ is not closed by }}',
          pointer,
          within,
        });
      } else if (part.kind === 'expression' && part.text === '') {
        const within = { text: value, offset: part.start };
        this.findings.push({
          kind: 'bad-template',
          message: 'There is no expression in this ${{ }}',
          pointer,
          within,
        });
      } else if (part.kind === 'expression') {
        const site = { expression: part.text, pointer, text: value, offset: part.start };
        this.sites.push({ ...site, wants: 'any', scope });
      }
    }
  }
}
