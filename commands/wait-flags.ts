import * as Flags from '@oclif/core/flags';
import { parseDuration } from '../src/base/duration.ts';

/** Flags of what another process does when it is asked. */
export const WAIT_FLAGS = {
  wait: Flags.boolean({
    description: 'Wait for a process that carries the run to end it, and show what it does.',
    default: true,
    allowNo: true,
  }),
  timeout: Flags.custom<number>({
    description: 'Wait no longer than this and exit with 6; the run is ended all the same.',
    helpValue: '<30s|15m|4h>',
    parse: async (text) => parseDuration(text),
  })(),
};
