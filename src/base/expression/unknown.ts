import type { ASTNode } from '@marcbachmann/cel-js';
import { ExpressionError } from './failure.ts';

/**
 * Values that only a run will know, in an evaluation before it. CEL cannot look at one: that is an error, and
 * `&&`, `||`, `all` and `exists` go on over errors. So an expression has a value exactly when it has the same
 * one whatever the unknown values are, or fails; it is never wrong. `has` and `in` know that something is there.
 */
export const UNKNOWN_VALUE: unknown = Object.create(null, {
  // The library asks every value that it looks at for its constructor.
  constructor: { get: refuse },
});

/** Stands for an unknown item in a loop: the library must be able to hand it to the round that refuses it. */
const UNKNOWN_ITEM: unknown = Object.create(null);

const ITEMS = Symbol('items');

/** A mapping that may hold unknown values. Its fields are read as usual; compared as a whole, it refuses. */
class OpenMap extends Map<unknown, unknown> {
  override has(key: unknown): boolean {
    if (this.get(key) === UNKNOWN_VALUE) refuse();
    return super.has(key);
  }

  /** The library looks at the first to tell the mapping's type. */
  override *entries(): MapIterator<[unknown, unknown]> {
    for (const entry of super.entries()) if (entry[1] !== UNKNOWN_VALUE) yield entry;
  }

  override *[Symbol.iterator](): MapIterator<[unknown, unknown]> {
    for (const entry of super.entries()) {
      if (entry[1] === UNKNOWN_VALUE) refuse();
      yield entry;
    }
  }
}

// The library knows mappings by this.
Object.defineProperty(OpenMap.prototype, 'constructor', { value: Map });

export function mapOf(entries: readonly (readonly [string, unknown])[]): Map<unknown, unknown> {
  return entries.some(([, value]) => value === UNKNOWN_VALUE) ? new OpenMap(entries) : new Map(entries);
}

/** `x in list` looks at the items that are known first. */
export function listOf(items: readonly unknown[]): readonly unknown[] {
  if (!items.includes(UNKNOWN_VALUE)) return items;
  return new Proxy(items, {
    get: (target, key) => {
      if (key === Symbol.iterator) return () => knownFirst(target);
      if (key === ITEMS) return target.map((item) => (item === UNKNOWN_VALUE ? UNKNOWN_ITEM : item));
      const value: unknown = Reflect.get(target, key);
      return value === UNKNOWN_VALUE ? refuse() : value;
    },
  });
}

function* knownFirst(items: readonly unknown[]): Iterable<unknown> {
  for (const item of items) if (item !== UNKNOWN_VALUE) yield item;
  refuse();
}

/** What a loop goes over. */
export function itemsOf(value: unknown): unknown {
  return Array.isArray(value) ? (Reflect.get(value, ITEMS) ?? value) : value;
}

/** Called in a round of a loop, where an error is this round's alone. @throws {ExpressionError} */
export function refuseUnknownItem(context: unknown): void {
  if (typeof context === 'object' && context !== null && 'iterValue' in context)
    if (context.iterValue === UNKNOWN_ITEM) refuse();
}

/** The macro behind a call of `has`, which the library's types leave out. */
interface HasMacro {
  readonly macroHasProps?: readonly ASTNode[];
  evaluate: (evaluator: Evaluator, macro: HasMacro, context: unknown) => boolean;
}

interface Evaluator {
  run(node: unknown, context: unknown): unknown;
}

/** Lets `has(a.b)` see that b is there, whatever it will be. */
export function hasSeesUnknown(node: { readonly args: unknown; readonly meta: object }): void {
  const macro: unknown = 'macro' in node.meta ? node.meta.macro : undefined;
  if (!Array.isArray(node.args) || node.args[0] !== 'has' || !isHasMacro(macro)) return;
  const { evaluate } = macro;
  macro.evaluate = (evaluator, own, context) => {
    try {
      return evaluate(evaluator, own, context);
    } catch (thrown) {
      if (isUnknownRead(thrown) && isUnknownField(own.macroHasProps ?? [], evaluator, context)) return true;
      throw thrown;
    }
  };
}

/** `path` is the field, what it is a field of, and so on to the variable. */
function isUnknownField(path: readonly ASTNode[], evaluator: Evaluator, context: unknown): boolean {
  let value: unknown = evaluator.run(path.at(-1), context);
  for (const node of path.slice(0, -1).toReversed()) {
    if (node.op !== '.' || !(value instanceof Map)) return false;
    value = value.get(node.args[1]);
  }
  return value === UNKNOWN_VALUE;
}

function isHasMacro(value: unknown): value is HasMacro {
  return typeof value === 'object' && value !== null && 'evaluate' in value;
}

/** @throws {ExpressionError} */
export function refuseUnknown(value: unknown): void {
  if (value === UNKNOWN_VALUE) refuse();
}

/** Whether an evaluation failed for a value that only the run knows. */
export function isUnknownRead(thrown: unknown): boolean {
  return thrown instanceof ExpressionError && thrown.kind === 'expression-unknown';
}

function refuse(): never {
  throw new ExpressionError('expression-unknown', 'It depends on a value that only the run knows', {
    expression: '',
  });
}
