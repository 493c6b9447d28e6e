import type { RunEvent, RunId } from '../../src/model/run.ts';
import type { Carried } from '../../src/services/run/carry.ts';
import type { RunOptions } from '../../src/services/run/deps.ts';
import { runApproved } from '../../src/services/run/run-approved.ts';
import { temporaryDirectory } from './cli.ts';
import { type Bench, openBench, type Scene } from './runs.ts';

/** A bench in a home of its own, with the verbs that tests of runs use. */
export async function openStage(env: NodeJS.ProcessEnv = process.env) {
  const home = temporaryDirectory();
  const bench = await openBench(home, env);
  return {
    home,
    bench,
    run: (scene: Scene, options: RunOptions = {}) => runScene(bench, scene, options),
    ask: (id: RunId, event: RunEvent) =>
      bench.deps.journal.request(id, event, { actor: 'ben', at: new Date().toISOString() }),
    events: async (id: RunId) =>
      (await Array.fromAsync(bench.deps.journal.events(id, 0))).map(({ event }) => event),
    /** Does something once, from "another process", when the run's first event of a type is there. */
    on(type: RunEvent['type'], act: (id: RunId) => Promise<unknown>): NonNullable<RunOptions['onEvent']> {
      let done = false;
      return ({ event }) => {
        if (done || event.type !== type) return;
        done = true;
        void bench.deps.journal.open('local').then(([open]) => open && act(open.id));
      };
    },
    [Symbol.asyncDispose]: () => bench[Symbol.asyncDispose](),
  };
}

export type RunStage = Awaited<ReturnType<typeof openStage>>;

async function runScene(bench: Bench, scene: Scene, options: RunOptions) {
  const { approved, wpk } = await bench.prepare(scene);
  const request = { approved, wpk, requester: 'ana', tenant: 'local', cosignSig: null };
  const { run, carried } = await runApproved(bench.deps, request, options);
  return { run, carried, admit: async () => wpk };
}

export function resultOf(carried: Carried): string {
  return carried.kind === 'ended' ? carried.result : carried.kind;
}

export function statesOf(carried: Carried): Record<string, string> {
  return Object.fromEntries([...carried.view.steps].map(([name, { state }]) => [name, state]));
}
