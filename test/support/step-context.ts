import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { JsonObject } from '../../src/base/json.ts';
import type { StepType } from '../../src/model/generated/manifest.ts';
import type { PlannedStep } from '../../src/model/plan.ts';
import type { StepContext } from '../../src/ports/executor.ts';
import { temporaryDirectory } from './cli.ts';

export interface TestContext extends StepContext {
  readonly controller: AbortController;
  /** What was logged, as text. */
  logged(): string;
}

/** What an executor is given, in folders of its own. */
export function stepContext(changes: Partial<StepContext> = {}): TestContext {
  const home = temporaryDirectory();
  const controller = new AbortController();
  const chunks: Uint8Array[] = [];
  for (const folder of ['work', 'package', 'out']) mkdirSync(path.join(home, folder));
  return {
    run: 'run_test',
    package: 'test',
    phase: 'steps',
    attempt: 1,
    startedAt: new Date().toISOString(),
    idempotencyKey: 'run_test/step',
    workFolder: path.join(home, 'work'),
    packageFolder: path.join(home, 'package'),
    outputFile: path.join(home, 'out', 'step.1.json'),
    egress: [],
    permissions: [],
    live: null,
    outputBytes: 1024 * 1024,
    limits: { cpu: null, memoryBytes: null },
    secrets: [],
    signal: controller.signal,
    spawned: async () => {},
    contained: async () => {},
    locked: async () => {},
    captured: async () => {},
    captures: async () => [],
    log: (_stream, chunk) => chunks.push(Buffer.from(chunk)),
    controller,
    logged: () => Buffer.concat(chunks).toString(),
    ...changes,
  };
}

export function plannedStep(
  type: StepType,
  settings: JsonObject = {},
  outputs: JsonObject = {},
): PlannedStep {
  return {
    name: 'step',
    type,
    action: null,
    with: settings,
    needs: [],
    when: null,
    retry: { attempts: 1, initialMs: 0, factor: 1, maxMs: 0, jitter: false, on: [] },
    timeoutMs: null,
    onInterrupt: 'ask',
    probe: null,
    onError: 'fail',
    outputs,
    forEach: null,
    concurrency: null,
    shows: [],
  };
}
