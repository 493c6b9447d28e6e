import { checkExpression } from '../base/expression/check.ts';
import type { Variables } from '../base/expression/plain-path.ts';
import type { Reference, Survey } from '../base/expression/tree.ts';
import type { JsonObject } from '../base/json.ts';
import { suggest } from '../base/suggest.ts';
import { stepsBehind, stepsByName } from './check-graph.ts';
import type { ExpressionSite, SiteScope } from './expression-sites.ts';
import type { Finding } from '../base/document/finding.ts';
import { mapping, type Outline, type StepOutline } from './outline.ts';

const NAMES = ['inputs', 'steps', 'run', 'event', 'item', 'index', 'probe', 'object', 'vars'] as const;

/** CEL that does not parse or type-check, and what it reads that is not there. */
export function expressionFindings(sites: readonly ExpressionSite[], outline: Outline): Finding[] {
  const context = new Context(outline);
  return sites.flatMap((site) => siteFindings(site, context));
}

function siteFindings(site: ExpressionSite, context: Context): Finding[] {
  const { problem, survey, type } = checkExpression(site.expression, context.variables(site.scope));
  const wrongReads = survey === undefined ? [] : readFindings(site, survey, context);
  if (wrongReads.length > 0) return wrongReads;
  if (problem !== undefined)
    return [found(site, problem.kind, { message: problem.message, start: problem.start })];
  return typeFindings(site, type);
}

function typeFindings(site: ExpressionSite, type: string | undefined): Finding[] {
  const given = type ?? 'dyn';
  const fits = site.wants === 'any' || given === 'dyn' || given.split('<')[0] === site.wants;
  const wanted = site.wants === 'bool' ? 'true or false' : 'a list';
  const message = `This gives ${given}, where ${wanted} is needed`;
  return fits ? [] : [found(site, 'expression-type', { message, start: 0 })];
}

function readFindings(site: ExpressionSite, survey: Survey, context: Context): Finding[] {
  const reads = survey.references.flatMap((reference) => referenceFindings(site, reference, context));
  const dashed = reads.find(({ suggestion }) => suggestion?.startsWith('steps["'));
  if (dashed !== undefined) return [dashed];
  const misplaced = [...survey.calls].filter((name) => name === 'always' || name === 'failed');
  return [
    ...reads,
    ...(site.scope.verdicts ? [] : misplaced).map((name) =>
      found(site, 'misplaced-function', {
        message: `${name}() is known only in a step's "when"`,
        start: Math.max(site.expression.indexOf(name), 0),
      }),
    ),
  ];
}

function referenceFindings(site: ExpressionSite, reference: Reference, context: Context): Finding[] {
  const [root = '', member] = reference.path;
  if (!site.scope.variables.some((name) => name === root)) return [unknownVariable(site, reference, root)];
  if (member === undefined) return [];
  if (root === 'inputs') return inputFindings(site, { reference, member }, context);
  return root === 'steps' ? stepFindings(site, { reference, member }, context) : [];
}

interface Read {
  readonly reference: Reference;
  readonly member: string;
}

function unknownVariable(site: ExpressionSite, { start }: Reference, name: string): Finding {
  const known = NAMES.some((other) => other === name);
  const meant = known ? undefined : suggest(name, site.scope.variables);
  const message = known
    ? `"${name}" is not known here; known are: ${site.scope.variables.join(', ')}`
    : `There is no variable "${name}"; known are: ${site.scope.variables.join(', ')}`;
  return found(site, 'unknown-variable', {
    message,
    start,
    ...(meant !== undefined && { suggestion: meant }),
  });
}

function inputFindings(site: ExpressionSite, { reference, member }: Read, { inputs }: Context): Finding[] {
  if (inputs === 'free' || inputs.has(member)) return [];
  const meant = suggest(member, inputs.keys());
  const message = `There is no input "${member}": spec.inputs does not declare it`;
  const start = startOf(reference);
  return [
    found(site, 'unknown-input', { message, start, ...(meant !== undefined && { suggestion: meant }) }),
  ];
}

function stepFindings(site: ExpressionSite, { reference, member }: Read, context: Context): Finding[] {
  const start = startOf(reference);
  const step = context.step(member);
  if (step === undefined) {
    const dashed = context.names().find((name) => name.startsWith(`${member}-`));
    const meant = dashed === undefined ? suggest(member, context.names()) : `steps["${dashed}"]`;
    const message =
      dashed === undefined
        ? `There is no step "${member}"`
        : `There is no step "${member}": a name with - is written in brackets`;
    return [
      found(site, 'unknown-step', { message, start, ...(meant !== undefined && { suggestion: meant }) }),
    ];
  }
  const { reads } = site.scope;
  if (typeof reads === 'string' || context.isBehind(reads, step)) return [];
  const itself = reads === step;
  const message = itself
    ? `The step "${member}" reads its own outputs, which are not there yet`
    : `The step "${member}" may not have run yet: "${reads.name ?? 'this step'}" does not need it`;
  const suggestion = itself ? {} : { suggestion: `needs: [${[...reads.needs, member].join(', ')}]` };
  return [found(site, 'step-not-behind', { message, start, ...suggestion })];
}

/** Where the second part of `steps.NAME` or `inputs["NAME"]` begins. */
function startOf({ start, end, path: [root = ''] }: Reference): number {
  return Math.min(start + root.length + 1, end);
}

function found(
  site: ExpressionSite,
  kind: string,
  { message, start, suggestion }: { message: string; start: number; suggestion?: string },
): Finding {
  const within = { text: site.text, offset: site.offset + start };
  return { kind, message, pointer: site.pointer, within, ...(suggestion !== undefined && { suggestion }) };
}

const CEL_TYPES: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'int',
  boolean: 'bool',
  array: 'list',
  object: 'map',
};

/** What the expressions of one package may read, worked out once. */
class Context {
  /** The declared inputs and their CEL types; free where the schema lets any input in. */
  readonly inputs: ReadonlyMap<string, string> | 'free';
  readonly #steps: readonly StepOutline[];
  readonly #byName: Map<string, StepOutline>;
  readonly #behind = new Map<StepOutline, ReadonlySet<string>>();
  readonly #variables = new Map<string, Variables>();

  constructor({ spec, steps }: Outline) {
    this.inputs = declaredInputs(mapping(spec['inputs']));
    this.#steps = steps;
    this.#byName = stepsByName(steps);
  }

  variables(scope: SiteScope): Variables {
    const key = scope.variables.join();
    const known = this.#variables.get(key);
    if (known !== undefined) return known;
    const variables = Object.fromEntries(scope.variables.map((name) => [name, this.#typeOf(name)]));
    this.#variables.set(key, variables);
    return variables;
  }

  names(): string[] {
    return [...this.#byName.keys()];
  }

  step(name: string): StepOutline | undefined {
    return this.#byName.get(name);
  }

  /** A rollback step may look at every step, and at the rollback steps before it. */
  isBehind(reader: StepOutline, step: StepOutline): boolean {
    // A need that is misspelt is a finding already, and may be the very step.
    if (reader.needs.some((need) => !this.#byName.has(need))) return true;
    if (reader.phase === 'rollback' && step.phase === 'steps') return true;
    if (reader.phase !== step.phase || step.name === undefined) return false;
    if (reader.phase === 'rollback' && this.#place(step) < this.#place(reader)) return true;
    const behind = this.#behind.get(reader) ?? stepsBehind(reader, this.#byName);
    this.#behind.set(reader, behind);
    return behind.has(step.name) && reader !== step;
  }

  #place(step: StepOutline): number {
    return this.#steps.indexOf(step);
  }

  #typeOf(name: SiteScope['variables'][number]): Variables[string] {
    if (name === 'index') return 'int';
    if (name === 'item') return 'dyn';
    if (name !== 'inputs' || this.inputs === 'free' || this.inputs.size === 0) return 'map';
    return Object.fromEntries(this.inputs);
  }
}

function declaredInputs(schema: JsonObject): ReadonlyMap<string, string> | 'free' {
  const free = schema['additionalProperties'] !== undefined && schema['additionalProperties'] !== false;
  if (free || schema['patternProperties'] !== undefined || schema['$ref'] !== undefined) return 'free';
  const properties = Object.entries(mapping(schema['properties']));
  return new Map(
    properties.map(([name, property]) => {
      const type = mapping(property)['type'];
      return [name, (typeof type === 'string' ? CEL_TYPES[type] : undefined) ?? 'dyn'];
    }),
  );
}
