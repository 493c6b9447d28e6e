import type { Action } from './action.ts';

/** Every action of k8s steps, loaded when a step asks for it. */
const ACTIONS: Readonly<Record<string, () => Promise<Action>>> = {
  apply: async () => (await import('./actions/apply.ts')).apply,
  delete: async () => (await import('./actions/delete.ts')).deleteObjects,
  get: async () => (await import('./actions/get.ts')).get,
  patch: async () => (await import('./actions/patch.ts')).patch,
};

export async function actionOf(name: string): Promise<Action | undefined> {
  return Object.hasOwn(ACTIONS, name) ? await ACTIONS[name]?.() : undefined;
}
