import { AtomError } from '../base/errors.ts';
import { isJsonObject, type JsonObject } from '../base/json.ts';
import { parseYaml } from '../base/yaml.ts';
import type { GivenInputs } from '../plan/inputs.ts';
import type { Files } from '../ports/files.ts';

const MAX_INPUT_BYTES = 4 * 2 ** 20;

/** Inputs as they are typed: `name=value`, `name=@FILE`, and a YAML or JSON file of them. */
export interface TypedInputs {
  readonly pairs: readonly string[];
  readonly file: string | null;
}

/** @throws {AtomError} ATOM_USAGE for a pair that is none, ATOM_INPUT_INVALID for a file that is not a mapping. */
export async function readInputs(files: Files, { pairs, file }: TypedInputs): Promise<GivenInputs> {
  return {
    file: file === null ? {} : await readInputFile(files, file),
    flags: await Promise.all(pairs.map((pair) => readPair(files, pair))),
  };
}

async function readPair(files: Files, pair: string): Promise<readonly [string, string]> {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(pair) ?? [];
  if (name === undefined || value === undefined) {
    throw new AtomError('ATOM_USAGE', `"${pair}" is not NAME=VALUE`, {
      hint: '-i NAME=VALUE, or -i NAME=@FILE',
    });
  }
  return [name, value.startsWith('@') ? await readText(files, value.slice(1)) : value];
}

async function readInputFile(files: Files, file: string): Promise<JsonObject> {
  const { value, problems } = parseYaml(await readText(files, file));
  const [problem] = problems;
  if (problem === undefined && isJsonObject(value)) return value;
  throw new AtomError('ATOM_INPUT_INVALID', problem?.message ?? `${file} is not a mapping of inputs`, {
    hint: 'Write it as "name: value" lines, or as a JSON object',
    ...(problem !== undefined && { location: { file, ...problem.position } }),
  });
}

async function readText(files: Files, file: string): Promise<string> {
  return Buffer.from(await files.read(file, MAX_INPUT_BYTES)).toString('utf8');
}
