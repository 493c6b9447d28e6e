import type { Action } from './action.ts';

/** Every action of k8s steps, loaded when a step asks for it. */
const ACTIONS: Readonly<Record<string, () => Promise<Action>>> = {
  logs: async () => (await import('./actions/logs.ts')).logs,
  events: async () => (await import('./actions/events.ts')).events,
  describe: async () => (await import('./actions/describe.ts')).describe,
  get: async () => (await import('./actions/get.ts')).get,
  wait: async () => (await import('./actions/wait.ts')).wait,
};

export async function actionOf(name: string): Promise<Action | undefined> {
  return Object.hasOwn(ACTIONS, name) ? await ACTIONS[name]?.() : undefined;
}
