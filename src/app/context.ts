import { randomBytes } from 'node:crypto';
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
    random: (bytes) => randomBytes(bytes),
  };
}
