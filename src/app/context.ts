import type { Store } from '../adapters/store/open-store.ts';
import { OpensOnce } from '../base/opens-once.ts';
import type { Config } from '../config/load.ts';

/** What every use case of one process shares. */
export interface Context {
  readonly config: Config;
  readonly store: OpensOnce<Store>;
  readonly now: () => Date;
  readonly random: (bytes: number) => Uint8Array;
}

export function newContext(config: Config): Context {
  return {
    config,
    store: new OpensOnce<Store>(async () => {
      const [{ openStore }, { chainRecord }] = await Promise.all([
        import('../adapters/store/open-store.ts'),
        import('../audit/chain.ts'),
      ]);
      return openStore(config.home, chainRecord);
    }),
    now: () => new Date(),
    // The global loads node:crypto at its first use: most of what a light command would pay for.
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
  };
}
