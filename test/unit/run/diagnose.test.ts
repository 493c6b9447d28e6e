import { describe, expect, test } from 'vitest';
import { ailmentOf, type Vitals } from '../../../src/run/diagnose.ts';

const well: Vitals = { state: 'running', sound: true, unclaimed: false, ageMs: 60_000, owner: 'well' };

describe('an open run', () => {
  test.each<[string, Partial<Vitals>, ReturnType<typeof ailmentOf>]>([
    ['that is carried', {}, null],
    ['whose owner cannot be seen and keeps its lease', { owner: 'unknown' }, null],
    ['that asks while its owner goes on', { state: 'waiting' }, 'waiting'],
    ['whose owner is gone', { owner: 'dead' }, 'interrupted'],
    ['whose owner went while it waited', { owner: 'dead', state: 'waiting' }, 'interrupted'],
    ['whose owner went while it was paused', { owner: 'dead', state: 'paused' }, 'interrupted'],
    ['that was let go', { owner: 'none' }, 'interrupted'],
    ['that was let go while it was undone', { owner: 'none', state: 'rolling-back' }, 'interrupted'],
    ['that was let go and asks', { owner: 'none', state: 'waiting' }, 'waiting'],
    ['that was let go and paused', { owner: 'none', state: 'paused' }, 'paused'],
    ['that was made just now', { owner: 'none', unclaimed: true, ageMs: 100 }, null],
    ['that nobody ever began', { owner: 'none', unclaimed: true }, 'not-begun'],
    ['whose owner does not answer', { owner: 'silent' }, 'silent'],
    ['whose owner cannot be seen and let its lease end', { owner: 'unknown-and-over' }, 'unreachable'],
    ['whose journal lost its end, whoever carries it', { sound: false }, 'damaged'],
  ])('%s', (_, changes, ailment) => {
    expect(ailmentOf({ ...well, ...changes })).toBe(ailment);
  });
});
