/** The flags of one command, as far as the lane understands them: `--name`, `--name value`, `--name=value`. */
export interface PlainSpec {
  readonly booleans: readonly string[];
  readonly values: readonly string[];
  readonly minArguments: number;
  readonly maxArguments: number;
}

export interface PlainLine {
  readonly args: readonly string[];
  readonly booleans: ReadonlySet<string>;
  readonly values: Readonly<Record<string, string>>;
}

/** Reads the words behind a command; undefined for anything that oclif should judge. */
export function plainLine(words: readonly string[], spec: PlainSpec): PlainLine | undefined {
  const args: string[] = [];
  const booleans = new Set<string>();
  const values: Record<string, string> = {};
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (isPlain(word)) {
      args.push(word);
      continue;
    }
    const { name, given } = split(word);
    if (booleans.has(name) || Object.hasOwn(values, name)) return undefined;
    if (spec.booleans.includes(name) && given === undefined) {
      booleans.add(name);
      continue;
    }
    const value = given ?? rest.shift();
    if (!spec.values.includes(name) || !isPlain(value)) return undefined;
    values[name] = value;
  }
  const line = { args, booleans, values };
  return areAsMany(args, spec) && areDistinct([...args, ...Object.values(values)]) ? line : undefined;
}

function areAsMany(args: readonly string[], { minArguments, maxArguments }: PlainSpec): boolean {
  return args.length >= minArguments && args.length <= maxArguments;
}

/** oclif has an order of its own for an argument that is given twice, or that is also the value of a flag. */
function areDistinct(words: readonly string[]): boolean {
  return new Set(words).size === words.length;
}

/** `--name=value` in its parts; the name of anything but a long flag is empty and so unknown. */
function split(word: string): { name: string; given: string | undefined } {
  const [, name = '', given] = /^--([a-z][a-z-]*)(?:=(.*))?$/s.exec(word) ?? [];
  return { name, given };
}

function isPlain(value: string | undefined): value is string {
  return value !== undefined && value !== '' && !value.startsWith('-');
}
