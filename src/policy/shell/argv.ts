import type { Assignment, Command } from 'unbash';
import type { Assigned, ShellCommand } from './command.ts';
import type { Environment } from './environment.ts';
import { UNKNOWN } from './unknown.ts';
import { fieldsOf, textOfWord } from './word.ts';

/** How many commands a word's variables are traced back to. */
const MOST_ORIGINS = 64;

/** The words of a command, as the program gets them. */
export function argvOf(node: Command, env: Environment): readonly string[] {
  return [node.name, ...node.args].flatMap((word) => {
    if (word === undefined) return [];
    if (word.type === 'Word') return fieldsOf(word, env);
    const value = word.value.type === 'Word' ? textOfWord(word.value, env) : UNKNOWN;
    return [`${word.name}=${value}`];
  });
}

/** What made the variables that stand in a command's words. */
export function originsOf(node: Command, env: Environment): readonly ShellCommand[] {
  return [node.name, ...node.args].flatMap((word) => (word === undefined ? [] : originsIn(word.text, env)));
}

/**
 * The variables that are set before a program, for it alone. Without a program they stay, and `within` is
 * what made them.
 */
export function assignedBy(
  node: Command,
  env: Environment,
  within: readonly ShellCommand[] | undefined,
): readonly Assigned[] {
  const assignments = node.prefix.filter((each): each is Assignment => each.type === 'Assignment');
  return assignments.map((assignment) => {
    const value = valueOf(assignment, env);
    if (within !== undefined)
      assign(assignment, env, { value, origins: [...within, ...originsIn(assignment.text, env)] });
    return { name: assignment.name, value };
  });
}

function valueOf({ name, value, append }: Assignment, env: Environment): string {
  if (value.type !== 'Word') return UNKNOWN;
  const text = textOfWord(value, env);
  return append === true ? (env.get(name) ?? '') + text : text;
}

function assign(
  { name, value, index, append }: Assignment,
  env: Environment,
  given: { readonly value: string; readonly origins: readonly ShellCommand[] },
): void {
  if (value.type !== 'Word') {
    const items = value.elements.flatMap((word) => fieldsOf(word, env));
    env.setArray(name, append === true ? [...(env.array(name) ?? []), ...items] : items);
  } else if (index === undefined) {
    env.set(name, given.value, given.origins);
  } else if (/^\d{1,3}$/.test(index.value)) {
    const items = [...(env.array(name) ?? [])];
    items[Number(index.value)] = given.value;
    env.setArray(
      name,
      Array.from(items, (item) => item ?? ''),
    );
  }
}

export function originsIn(text: string, env: Environment): readonly ShellCommand[] {
  if (!text.includes('$')) return [];
  return [...text.matchAll(/\$\{?(\w+)/g)]
    .slice(0, 16)
    .flatMap(([, name = '']) => env.originsOf(name))
    .slice(0, MOST_ORIGINS);
}
