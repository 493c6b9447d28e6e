import type { DoctorReport } from '../model/doctor.ts';
import type { SettingsReport } from '../model/settings.ts';
import type { Context } from './context.ts';

export interface SystemUses {
  /** Looks at everything outside that some capability needs, all at once, each for at most `timeoutMs`. */
  examine(timeoutMs: number): Promise<DoctorReport>;
  /** Every setting, its value and where it came from; secrets hidden. */
  settings(): Promise<SettingsReport>;
}

export function systemUses({ config }: Context): SystemUses {
  return {
    examine: async (timeoutMs) => {
      const { allProbes } = await import('../adapters/probe/all.ts');
      const { examine } = await import('../services/doctor.ts');
      const { outsideOf } = await import('../config/outside.ts');
      return examine(allProbes({ ...outsideOf(config), timeoutMs }), timeoutMs);
    },
    settings: async () => (await import('../services/settings.ts')).listSettings(config),
  };
}
