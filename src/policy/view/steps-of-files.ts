import type { Wpk } from '../../model/wpk.ts';
import type { SourceFile } from './source-file.ts';

const DEEPEST = 16;

/** The way from a file's path to the step that names it; null where none or several do. */
export function stepsOfFiles(wpk: Wpk, files: readonly SourceFile[]): (path: string) => string | null {
  const users = new Map<string, Set<number>>(files.map(({ path }) => [path, new Set()]));
  const longest = Math.max(0, ...[...users.keys()].map(({ length }) => length));
  const { handlers } = wpk.manifest.spec;
  if (users.size > 0) for (const [index, step] of handlers.entries()) look(index, step.with, 0);
  return (path) => {
    const [first, ...others] = users.get(path) ?? [];
    return first === undefined || others.length > 0 ? null : (handlers[first]?.name ?? null);
  };

  function look(step: number, value: unknown, depth: number): void {
    if (typeof value === 'string') note(step, value);
    else if (typeof value === 'object' && value !== null && depth <= DEEPEST)
      for (const item of Object.values(value)) look(step, item, depth + 1);
  }

  /** A path, or one that ends like it after a slash. */
  function note(step: number, text: string): void {
    users.get(text)?.add(step);
    const first = Math.max(0, text.length - longest - 1);
    for (let at = text.indexOf('/', first); at >= 0; at = text.indexOf('/', at + 1))
      users.get(text.slice(at + 1))?.add(step);
  }
}
