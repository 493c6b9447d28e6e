import { expect, test } from 'vitest';
import { author } from '../support/author.ts';

const SPEC = `
  runtime: {type: shell}
  inputs: {type: object, properties: {found: {type: integer}}}
  handlers:
    - name: too-many
      type: fail
      when: inputs.found > 3
      with: {message: "found \${{ inputs.found }} of them, and 3 is the most"}
    - {name: go-on, type: notify, with: {message: going on}, needs: [too-many]}
  validation: {limits: {timeout: 5m, memory: 64Mi}}
`;

test('a fail step ends the run in its own words where its condition holds, and else lets it go on', async () => {
  const ana = await author();

  const many = await ana.run('count', SPEC, ['-i', 'found=4']);
  const few = await ana.atomctl([
    'run',
    'count',
    '--approve',
    '--reason',
    'a test',
    '--json',
    '-i',
    'found=3',
  ]);

  expect(many.json().error).toMatchObject({
    code: 'ATOM_RUN_FAILED',
    message: expect.stringMatching(/ended as failed: too-many: found 4 of them, and 3 is the most$/),
  });
  expect(few.json()).toMatchObject({
    result: 'succeeded',
    steps: [
      { name: 'too-many', state: 'skipped' },
      { name: 'go-on', state: 'succeeded' },
    ],
  });
});
