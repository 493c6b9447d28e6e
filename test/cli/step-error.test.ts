import { beforeAll, expect, test } from 'vitest';
import { type Author, author } from '../support/author.ts';

let ana: Author;
beforeAll(async () => {
  ana = await author();
});

test('a step reads why another failed, an item of a list too, and null of one that did not', async () => {
  const run = await ana.run(
    'told',
    `
  runtime: {type: shell}
  handlers:
    - {name: fine, with: {command: ["true"]}, timeout: 1m}
    - {name: wrong, with: {command: [sh, -c, "exit 3"]}, timeout: 1m, onError: continue}
    - {name: each, forEach: "[1, 2]", with: {command: [sh, -c, "exit 4"]}, timeout: 1m, onError: continue}
    - name: tell
      type: notify
      needs: [fine, wrong, each]
      with: {message: '\${{ steps.fine.error == null }} \${{ steps.wrong.error }} / \${{ steps.each.error }}'}
  validation: {limits: {timeout: 5m, memory: 64Mi}}
`,
  );

  const { steps } = run.json();
  const { outputs } = steps.find(({ name }: { name: string }) => name === 'tell');
  expect(outputs.message).toMatch(/^true exited with 3 \/ .*exited with 4/);
});
