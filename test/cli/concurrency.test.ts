import { beforeAll, describe, expect, test } from 'vitest';
import { type Author, author } from '../support/author.ts';

const HELD = `- {name: hold, type: wait, with: {duration: 60s}, timeout: 5m, concurrency: {key: db}}`;
const QUEUED = `- {name: turn, type: wait, with: {duration: 0s}, timeout: 5m, concurrency: {key: db}}`;

describe('concurrency', () => {
  let ada: Author;
  beforeAll(async () => {
    ada = await author();
  });

  test('behind a killed process says which run holds the key and what to type, and goes on when that was done', async () => {
    const holder = ada.start(ada.runArgs(HELD));
    await holder.says('▸ hold');
    const held = await ada.latest();
    holder.kill('SIGKILL');
    await holder.result;

    const waiting = ada.start(ada.runArgs(QUEUED));
    await waiting.says('which nobody carries');
    const id = await ada.latest();
    const shown = (await ada.atomctl(['runs', 'show', id, '--json'])).json();
    expect(shown.steps[0]).toMatchObject({
      state: 'waiting',
      waiting: {
        for: 'concurrency',
        message: `waits for its turn: db is held by ${held}/hold, which nobody carries: atomctl runs resume ${held}  (or runs cancel)`,
      },
    });

    expect((await ada.atomctl(['runs', 'cancel', held])).exitCode).toBe(0);
    expect((await waiting.result).exitCode).toBe(0);
  });

  test('with policy reject ends with 6, and names who holds the key', async () => {
    const holder = ada.start(ada.runArgs(HELD));
    await holder.says('▸ hold');
    const held = await ada.latest();
    const refused = await ada.runSteps(QUEUED.replace('key: db', 'key: db, policy: reject'));
    holder.kill('SIGTERM');

    expect(refused.exitCode).toBe(6);
    expect(refused.stderr).toContain(`turn: db is held by ${held}/hold (ATOM_OBJECT_LOCKED)`);
    expect((await holder.result).exitCode).toBe(130);
    expect((await ada.atomctl(['runs', 'cancel', held])).exitCode).toBe(0);
  });

  test('of runs queues by itself, and is seen so', async () => {
    const spec = `concurrency: {key: "shop-\${{ inputs.name }}", limit: 1}
inputs: {type: object, properties: {name: {type: string, default: eu}}}
validation: {limits: {timeout: 5m, memory: 64Mi}}`;
    const holder = ada.start(ada.runArgs('- {name: hold, type: wait, with: {duration: 60s}}', spec));
    await holder.says('▸ hold');
    const held = await ada.latest();
    const waiting = ada.start(ada.runArgs('- {name: turn, type: wait, with: {duration: 0s}}', spec));
    await waiting.says('waits for its turn');
    const id = await ada.latest();
    const shown = await ada.atomctl(['runs', 'show', id]);
    expect(shown.stdout).toMatch(new RegExp(`queued +waits for its turn: shop-eu is held by ${held}`));

    expect((await ada.atomctl(['runs', 'cancel', held])).exitCode).toBe(0);
    expect((await waiting.result).exitCode).toBe(0);
    expect((await holder.result).exitCode).toBe(1);
  });
});
