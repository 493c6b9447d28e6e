import { formatBytes } from '../../base/bytes.ts';
import { ClusterError } from '../../ports/cluster.ts';
import type { StepContext, StepOutcome } from '../../ports/executor.ts';
import type { Read } from './action.ts';

/** What was read, as the step's outcome. @throws {ClusterError} where it is more than the package keeps */
export function boundedOutcome(
  { outputs, secrets = [] }: Read,
  { outputBytes }: Pick<StepContext, 'outputBytes'>,
): StepOutcome {
  const bytes = Buffer.byteLength(JSON.stringify(outputs));
  if (bytes > outputBytes) {
    const { items } = outputs;
    const what = Array.isArray(items)
      ? `the ${items.length} objects that were found are`
      : 'what was read is';
    throw new ClusterError(
      'failed',
      `${what} ${formatBytes(bytes)}, and validation.limits.outputBytes keeps ${formatBytes(outputBytes)}: choose fewer`,
    );
  }
  return { kind: 'done', outputs, ...(secrets.length > 0 && { secrets }) };
}
