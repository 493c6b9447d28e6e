import path from 'node:path';
import type { Json, JsonObject } from '../../../base/json.ts';
import { isJsonObject, textOf } from '../../../base/json.ts';
import { StepFailure } from '../step-failure.ts';

/** What is started, completed from the step's settings. */
export interface ProcessCall {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, string>>;
  readonly stdin: string | undefined;
  readonly cwd: string;
}

export interface Folders {
  readonly workFolder: string;
  readonly packageFolder: string;
}

export function shellCall(settings: JsonObject, { workFolder }: Folders): ProcessCall {
  const [file, ...args] = texts(settings['command'], 'command');
  if (file === undefined || file === '') throw new StepFailure('refused', 'command is empty');
  return {
    file,
    args,
    env: textRecord(settings['env'], 'env'),
    files: textRecord(settings['files'], 'files'),
    stdin: settings['stdin'] === undefined ? undefined : text(settings['stdin'], 'stdin'),
    cwd: within(workFolder, settings['cwd'] ?? '.', 'cwd'),
  };
}

export function scriptCall(settings: JsonObject, { workFolder, packageFolder }: Folders): ProcessCall {
  const script = within(packageFolder, settings['file'] ?? '', 'file');
  const args = texts(settings['args'] ?? [], 'args');
  const interpreter = settings['interpreter'];
  const call = interpreter === undefined ? [script] : [text(interpreter, 'interpreter'), script];
  const [file = script, ...first] = call;
  return {
    file,
    args: [...first, ...args],
    env: textRecord(settings['env'], 'env'),
    files: textRecord(settings['files'], 'files'),
    stdin: settings['input'] === undefined ? undefined : JSON.stringify(settings['input']),
    cwd: workFolder,
  };
}

function within(folder: string, relative: Json, key: string): string {
  const target = path.resolve(folder, text(relative, key));
  if (target === folder || target.startsWith(folder + path.sep)) return target;
  throw new StepFailure('refused', `${key} ${textOf(relative)} leaves its folder`);
}

export function texts(value: Json | undefined, key: string): string[] {
  if (!Array.isArray(value)) throw new StepFailure('refused', `${key} is not a list`);
  return value.map((item: Json, index) => text(item, `${key}[${index}]`));
}

export function textRecord(value: Json | undefined, key: string): Record<string, string> {
  if (value === undefined) return {};
  if (!isJsonObject(value)) throw new StepFailure('refused', `${key} is not an object`);
  const entries = Object.entries(value).map(([name, item]) => [name, text(item, `${key}.${name}`)]);
  return Object.fromEntries(entries);
}

export function text(value: Json, key: string): string {
  const plain = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
  if (typeof plain === 'string' && !plain.includes('\0')) return plain;
  throw new StepFailure('refused', `${key} is ${typeof plain === 'string' ? 'text with a NUL' : 'not text'}`);
}
