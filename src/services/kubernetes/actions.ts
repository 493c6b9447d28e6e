import type { Action } from './action.ts';

/** Every action of k8s steps, loaded when a step asks for it. */
const ACTIONS: Readonly<Record<string, () => Promise<Action>>> = {
  apply: async () => (await import('./actions/apply.ts')).apply,
  cordon: async () => (await import('./actions/cordon.ts')).cordon,
  delete: async () => (await import('./actions/delete.ts')).deleteObjects,
  describe: async () => (await import('./actions/describe.ts')).describe,
  drain: async () => (await import('./actions/drain.ts')).drain,
  events: async () => (await import('./actions/events.ts')).events,
  get: async () => (await import('./actions/get.ts')).get,
  logs: async () => (await import('./actions/logs.ts')).logs,
  patch: async () => (await import('./actions/patch.ts')).patch,
  'restart-pod': async () => (await import('./actions/restart-pod.ts')).restartPod,
  restart: async () => (await import('./actions/restart.ts')).restart,
  'rollout-undo': async () => (await import('./actions/rollout-undo.ts')).rolloutUndo,
  'run-job': async () => (await import('./actions/run-job.ts')).runJob,
  scale: async () => (await import('./actions/scale.ts')).scale,
  wait: async () => (await import('./actions/wait.ts')).wait,
};

export async function actionOf(name: string): Promise<Action | undefined> {
  return Object.hasOwn(ACTIONS, name) ? await ACTIONS[name]?.() : undefined;
}
