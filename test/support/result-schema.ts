import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

const FOLDER = path.resolve(import.meta.dirname, '../../schemas/results');
const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
const validators = new Map<string, ValidateFunction>();

/** Fails the test whose --json output is not what schemas/results/ promises for its command. */
export function checkAgainstSchema(args: readonly string[], stdout: string): void {
  if (!args.includes('--json') || stdout === '') return;
  const output: unknown = JSON.parse(stdout);
  const name = isErrorReport(output) ? 'error' : commandOf(args);
  if (name === undefined) return;
  const validate = validatorOf(name);
  if (validate(output)) return;
  throw new Error(
    `--json of "${args.join(' ')}" breaks schemas/results/${name}.json: ${ajv.errorsText(validate.errors)}`,
  );
}

/** The longest run of leading words that has a schema; undefined for --help and --version. */
function commandOf(args: readonly string[]): string | undefined {
  const words = args.slice(
    0,
    Math.max(
      0,
      args.findIndex((word) => word.startsWith('-')),
    ),
  );
  const candidates = [3, 2, 1].map((count) => words.slice(0, count).join('-'));
  return candidates.find((name) => name !== '' && existsSync(path.join(FOLDER, `${name}.json`)));
}

function validatorOf(name: string): ValidateFunction {
  const known = validators.get(name);
  if (known !== undefined) return known;
  const validate = ajv.compile(JSON.parse(readFileSync(path.join(FOLDER, `${name}.json`), 'utf8')));
  validators.set(name, validate);
  return validate;
}

function isErrorReport(output: unknown): boolean {
  return typeof output === 'object' && output !== null && Object.keys(output).join() === 'error';
}
