import type { CompletionFlag, CompletionNode } from '../../model/completion.ts';

/** Of a command, what completion needs; oclif's description of a command has it. */
export interface CommandShape {
  readonly id: string;
  readonly summary?: string | undefined;
  readonly args: Readonly<Record<string, { readonly options?: readonly string[] | undefined }>>;
  readonly flags: Readonly<Record<string, FlagShape>>;
}

interface FlagShape {
  readonly char?: string | undefined;
  readonly summary?: string | undefined;
  readonly description?: string | undefined;
  readonly type: 'boolean' | 'option';
  readonly options?: readonly string[] | undefined;
  readonly hidden?: boolean | undefined;
}

/** All commands and topics, the root first, each with what may follow. */
export function completionTree(commands: readonly CommandShape[]): readonly CompletionNode[] {
  const byWords = new Map(commands.map((command) => [command.id.replaceAll(':', ' '), command]));
  const places = new Set(['']);
  for (const words of byWords.keys()) {
    const parts = words.split(' ');
    for (const i of parts.keys()) places.add(parts.slice(0, i + 1).join(' '));
  }
  return [...places].toSorted().map((words) => node(words, [...places], byWords));
}

function node(
  words: string,
  places: readonly string[],
  commands: ReadonlyMap<string, CommandShape>,
): CompletionNode {
  const prefix = words === '' ? '' : `${words} `;
  const below = places.filter(
    (place) => place !== '' && place.startsWith(prefix) && !place.slice(prefix.length).includes(' '),
  );
  const command = commands.get(words);
  const [firstArgument] = Object.values(command?.args ?? {});
  return {
    words,
    next: below
      .filter((place) => place !== words)
      .toSorted()
      .map((place) => ({ word: place.slice(prefix.length), summary: plain(commands.get(place)?.summary) })),
    flags: Object.entries(command?.flags ?? {}).flatMap(([name, flag]) =>
      flag.hidden ? [] : [flagOf(name, flag)],
    ),
    values: firstArgument?.options ?? [],
  };
}

function flagOf(name: string, { char, summary, description, type, options }: FlagShape): CompletionFlag {
  const values = type === 'boolean' ? null : (options ?? []);
  return { name, char: char ?? null, summary: plain(summary ?? description), values };
}

/** One line that needs no quoting inside single quotes in any shell. */
function plain(text = ''): string {
  return (text.split('\n')[0] ?? '').replace(/['\\`$"[\]:]/g, '').trim();
}
