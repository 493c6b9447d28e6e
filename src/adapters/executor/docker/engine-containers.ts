import type { Containers } from '../../../ports/run-host.ts';

/** The containers of the engines that runs were carried out by; `host` is DOCKER_HOST. */
export function engineContainers(host: string | null, graceMs = 2000): Containers {
  return {
    end: async (attempt) => (await import('./end-container.ts')).endContainer(attempt, { host, graceMs }),
    ofRuns: async (root) => (await import('./stray-containers.ts')).containersOfRuns(root, host),
    remove: async (container) =>
      (await import('./stray-containers.ts')).removeStray(container, { host, graceMs }),
  };
}
