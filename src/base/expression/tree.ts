import type { ASTNode } from '@marcbachmann/cel-js';
import { ExpressionError } from './failure.ts';

/** What is refused before anything runs; the rest is spent as it runs (see budget.ts). */
const LONGEST = 8192;
export const TREE_LIMITS = {
  maxAstNodes: 2000,
  maxDepth: 40,
  maxListElements: 500,
  maxMapEntries: 200,
  maxCallArguments: 10,
};
const MACROS = new Set(['all', 'exists', 'exists_one', 'map', 'filter']);
const DEEPEST_LOOPS = 3;

/** A path that an expression reads, such as [steps, check, outputs]: as far as it is written out. */
export interface Reference {
  readonly path: readonly string[];
  readonly start: number;
  readonly end: number;
}

/** What the walk over an expression found. */
export interface Survey {
  readonly references: readonly Reference[];
  /** Function names that it calls, with what they are called on left out. */
  readonly calls: ReadonlySet<string>;
  /** Patterns of `matches` that are written out. */
  readonly patterns: readonly { readonly pattern: string; readonly start: number }[];
}

export function refuseLong(expression: string): void {
  if (expression.length <= LONGEST) return;
  throw new ExpressionError('expression-limit', `An expression has at most ${LONGEST} characters`, {
    expression,
  });
}

/**
 * Walks a parsed expression once: collects what it reads and calls, and refuses what has no bound
 * (cel.bind, loops within loops within loops within loops). `matches` is handed to a linear-time engine.
 */
export function survey(root: ASTNode): Survey {
  const references: Reference[] = [];
  const calls = new Set<string>();
  const patterns: { pattern: string; start: number }[] = [];
  const visit = (node: ASTNode, scope: Scope): void => {
    const path = pathOf(node);
    if (path !== undefined) {
      const [name = ''] = path;
      if (!scope.names.has(name)) references.push({ path, start: node.start, end: node.end });
      return;
    }
    if (node.op === 'call' || node.op === 'rcall') calls.add(node.args[0]);
    if (node.op === 'rcall' && node.args[0] === 'matches') useLinearMatches(node, patterns);
    for (const [child, inner] of childrenOf(node, scope)) visit(child, inner);
  };
  visit(root, { names: new Set(), loops: 0 });
  return { references, calls, patterns };
}

/** The loop variables in sight. */
interface Scope {
  readonly names: ReadonlySet<string>;
  readonly loops: number;
}

type Call = Extract<ASTNode, { op: 'rcall' }>;

function useLinearMatches(node: Call, patterns: { pattern: string; start: number }[]): void {
  const [, , [pattern]] = node.args;
  if (pattern?.op === 'value' && typeof pattern.args === 'string')
    patterns.push({ pattern: pattern.args, start: pattern.start });
  node.args[0] = 'matchesLinear';
}

/** `a.b["c"]` as [a, b, c]; undefined for a node that is no such path. */
function pathOf(node: ASTNode): string[] | undefined {
  if (node.op === 'id') return [node.args];
  if (node.op === '.' || node.op === '.?') return pathOf(node.args[0])?.concat(node.args[1]);
  if (node.op !== '[]' && node.op !== '[?]') return undefined;
  const [left, index] = node.args;
  if (index.op !== 'value' || typeof index.args !== 'string') return undefined;
  return pathOf(left)?.concat(index.args);
}

function childrenOf(node: ASTNode, scope: Scope): (readonly [ASTNode, Scope])[] {
  if (node.op === 'rcall') return callChildren(node, scope);
  return plainChildren(node).map((child) => [child, scope]);
}

function callChildren(node: Call, scope: Scope): (readonly [ASTNode, Scope])[] {
  const [name, receiver, args] = node.args;
  const expression = node.input;
  if (name === 'bind' && receiver.op === 'id' && receiver.args === 'cel') {
    throw new ExpressionError('expression-limit', 'cel.bind is not available', { expression, ...node.range });
  }
  const [variable, ...bodies] = args;
  if (!MACROS.has(name) || variable?.op !== 'id' || bodies.length === 0) {
    return [receiver, ...args].map((child) => [child, scope]);
  }
  if (scope.loops === DEEPEST_LOOPS) {
    const message = `More than ${DEEPEST_LOOPS} loops stand inside each other`;
    throw new ExpressionError('expression-limit', message, { expression, ...node.range });
  }
  const inner = { names: new Set([...scope.names, variable.args]), loops: scope.loops + 1 };
  return [[receiver, scope], ...bodies.map((body) => [body, inner] as const)];
}

function plainChildren(node: Exclude<ASTNode, { op: 'rcall' }>): readonly ASTNode[] {
  if (node.op === 'value' || node.op === 'id') return [];
  if (node.op === '.' || node.op === '.?') return [node.args[0]];
  if (node.op === 'call') return node.args[1];
  if (node.op === 'map') return node.args.flat();
  return node.op === '!_' || node.op === '-_' ? [node.args] : node.args;
}
