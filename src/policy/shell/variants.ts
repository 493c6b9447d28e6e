import type { Command } from 'unbash';
import type { Environment } from './environment.ts';

const MOST_VARIANTS = 6;

/**
 * The other readings of a command where its variables hold what they hold at other moments: a branch or a
 * loop sets them, and which of the values counts is not known.
 */
export function otherReadings<T>(node: Command, env: Environment, read: () => T): readonly T[] {
  if (!node.suffix.some(mentions) && !mentions(node.name)) return [];
  const texts = [node.name, ...node.suffix].map((each) => textOf(each));
  const names = new Set(
    texts.flatMap((text) =>
      [...text.matchAll(/\$\{?!?([A-Za-z_]\w*)/g)].slice(0, 8).map(([, name = '']) => name),
    ),
  );
  const found: T[] = [];
  for (const name of names) {
    for (const value of env.otherValues(name)) {
      if (found.length < MOST_VARIANTS) found.push(env.during(new Map([[name, value]]), read));
    }
  }
  return found;
}

type Part = Command['name'] | Command['suffix'][number];

function mentions(part: Part): boolean {
  return textOf(part).includes('$');
}

function textOf(part: Part): string {
  if (part === undefined) return '';
  if (part.type === 'HereDoc') return part.body.text.slice(0, 4096);
  return 'text' in part ? part.text : (part.target?.text ?? '');
}
