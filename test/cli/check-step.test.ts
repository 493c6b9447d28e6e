import { expect, test } from 'vitest';
import { author } from '../support/author.ts';

const SPEC = `
  runtime: {type: shell}
  inputs: {type: object, properties: {found: {type: integer}}}
  handlers:
    - name: not-too-many
      type: check
      with:
        require:
          - that: \${{ inputs.found <= 3 }}
            message: found \${{ inputs.found }} of them, and 3 is the most
    - {name: go-on, type: notify, with: {message: going on}, needs: [not-too-many]}
  validation: {limits: {timeout: 5m, memory: 64Mi}}
`;

test('a check ends the run in the words of its author where something is not as it must be', async () => {
  const ana = await author();

  const many = await ana.run('count', SPEC, ['-i', 'found=4']);
  const again = ['run', 'count', '--approve', '--reason', 'a test', '--json', '-i', 'found=3'];
  const few = await ana.atomctl(again);

  expect(many.json().error).toMatchObject({
    code: 'ATOM_RUN_FAILED',
    message: expect.stringMatching(/ended as failed: not-too-many: found 4 of them, and 3 is the most$/),
  });
  expect(few.json()).toMatchObject({
    result: 'succeeded',
    steps: [
      { name: 'not-too-many', state: 'succeeded' },
      { name: 'go-on', state: 'succeeded' },
    ],
  });
});
