// node start-alone.ts fork|posix_spawn COMMAND…: starts it with nothing else to live for, and says how it ended.
import { startByFork } from '../../src/adapters/executor/process/spawn/child-process.ts';
import { posixSpawn } from '../../src/adapters/executor/process/spawn/posix-spawn.ts';

const [, , name, file = '', ...args] = process.argv;
const start = name === 'fork' ? startByFork : posixSpawn();
const child = await start?.({ file, args, env: { PATH: process.env['PATH'] ?? '' }, cwd: '/', stdin: true });
child?.stdout.resume();
child?.stderr.resume();
const exit = await child?.ended;
process.stdout.write(`ended ${exit?.code}\n`);
