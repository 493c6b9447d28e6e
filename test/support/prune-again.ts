import { pruneChunks } from '../../src/adapters/run-files/prune-chunks.ts';

/** Prunes a folder of logs again and again, until it is killed. */
const [, , logs = ''] = process.argv;
process.stdout.write('it prunes\n');
for (;;) await pruneChunks(logs, { announce: async () => {} });
