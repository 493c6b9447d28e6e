import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, rmSync } from 'node:fs';
import type { Json, JsonObject } from '../../../base/json.ts';
import { isJsonObject } from '../../../base/json.ts';
import { StepFailure } from '../step-failure.ts';

/** The largest outputs of a step. They stand in the journal and in every later expression. */
export const OUTPUT_FILE_BYTES = 1024 * 1024;

/** Reads and removes what a process wrote to $ATOMCTL_OUTPUT; nothing written is no outputs. @throws {StepFailure} */
export function takeOutputs(file: string): JsonObject {
  const text = read(file);
  if (text === undefined) return {};
  rmSync(file, { force: true });
  if (text.trim() === '') return {};
  const outputs = parse(text);
  if (!isJsonObject(outputs)) {
    throw new StepFailure('failed', 'wrote to $ATOMCTL_OUTPUT what is not a JSON object');
  }
  refuseEndless(outputs);
  // atomctl's own word: see CapturedOutput.
  const { droppedBytes: _, ...own } = outputs;
  return own;
}

function read(file: string): string | undefined {
  // Most steps write none: asked first, as an error on the way would cost more than the step's own start.
  if (lstatSync(file, { throwIfNoEntry: false }) === undefined) return undefined;
  const opened = open(file);
  if (opened === undefined) return undefined;
  try {
    const stat = fstatSync(opened);
    if (!stat.isFile()) throw new StepFailure('failed', '$ATOMCTL_OUTPUT is no longer a file');
    if (stat.size > OUTPUT_FILE_BYTES) {
      throw new StepFailure(
        'failed',
        `wrote ${stat.size} bytes to $ATOMCTL_OUTPUT; the most is ${OUTPUT_FILE_BYTES}`,
      );
    }
    return readFileSync(opened, 'utf8');
  } finally {
    closeSync(opened);
  }
}

/** Follows no link and waits for no pipe: the process may have put anything there. */
function open(file: string): number | undefined {
  try {
    return openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new StepFailure('failed', `$ATOMCTL_OUTPUT cannot be read: ${String(error)}`);
  }
}

/** A number like 1e400 is read as infinite, and the journal could not give it back. */
function refuseEndless(outputs: Json): void {
  const left = [outputs];
  for (const value of left) {
    if (typeof value === 'number' && !Number.isFinite(value))
      throw new StepFailure('failed', 'wrote to $ATOMCTL_OUTPUT a number that is too large');
    if (typeof value !== 'object' || value === null) continue;
    for (const item of Object.values(value)) left.push(item);
  }
}

function parse(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, and the text may be a secret.
    throw new StepFailure('failed', 'wrote to $ATOMCTL_OUTPUT what is not JSON');
  }
}
