import { Flags, Parser } from '@oclif/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../../commands/index.ts';
import { FAST_COMMANDS } from '../../../src/fast/commands.ts';
import { plainLine } from '../../../src/fast/plain-flags.ts';

const WORDS = [
  'a',
  'b.wpk',
  '',
  '-',
  '--',
  '-j',
  '--json',
  '--json=1',
  '--no-json',
  '--home',
  '--home=x',
  '--home=',
  '-h',
  '--hom',
];

describe.for(Object.entries(FAST_COMMANDS))('the plain forms of %s', ([name, { spec }]) => {
  const command = Object.entries(COMMANDS).find(([id]) => id === name)?.[1];
  if (command === undefined) throw new Error(`no command ${name}`);
  const own = Object.keys({ ...command.flags }).flatMap((flag) => [`--${flag}`, `--${flag}=v`]);

  test('mean to oclif what they mean to the lane', async () => {
    const words = fc.array(fc.constantFrom(...WORDS, ...own), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(words, async (line) => {
        const plain = plainLine(line, spec);
        fc.pre(plain !== undefined);
        const flags = { json: Flags.boolean(), ...command.baseFlags, ...command.flags };
        const parsed = await Parser.parse(line, {
          args: command.args,
          flags,
          strict: command.strict,
          '--': true,
        });

        expect(parsed.argv).toEqual(plain?.args);
        // A flag that may be repeated is a list to oclif; the lane takes it once.
        const lists = Object.entries({ ...command.flags }).filter(([, flag]) => flag.multiple === true);
        const isList = (flag: string) => lists.some(([list]) => list === flag);
        const values = Object.entries(plain?.values ?? {}).map(([flag, value]) => [
          flag,
          isList(flag) ? [value] : value,
        ]);
        expect(
          Object.fromEntries(
            Object.entries(parsed.flags).filter(([, value]) => value !== undefined && value !== false),
          ),
        ).toEqual({
          ...Object.fromEntries(values),
          ...Object.fromEntries([...(plain?.booleans ?? [])].map((flag) => [flag, true])),
        });
      }),
      { numRuns: 500 },
    );
  });

  test('are the usual ones', () => {
    expect(plainLine(['--json', 'a'], spec)?.booleans).toEqual(new Set(['json']));
    expect(plainLine(['a', '--home=x'], spec)?.values).toEqual({ home: 'x' });
  });

  test.each([
    [['-j', 'a']],
    [['a', '--', 'b']],
    [['--json', '--json', 'a']],
    [['--home', '--json', 'a']],
    [[]],
    [['']],
  ])('are not %j', (line) => {
    expect(plainLine(line, spec)).toBeUndefined();
  });
});
