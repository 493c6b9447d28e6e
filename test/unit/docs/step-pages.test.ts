import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { allExecutors } from '../../../src/adapters/executor/all.ts';
import { validateManifest } from '../../../src/pack/validate-manifest.ts';
import { NOWHERE } from '../../support/outside.ts';
import { manifestWith } from '../../support/wpk.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../docs/reference/steps');
/** What a page's example nests is pinned elsewhere in its package. */
const PINS = `requirements: {workflows: [{workflow: restart@1.0.0, digest: 'sha256:${'0'.repeat(64)}'}]}`;
const pages = readdirSync(FOLDER).filter((name) => name !== 'README.md');

test('every step type that can be carried out has a page', () => {
  const types = allExecutors({}, () => new Date(), NOWHERE).map(({ type }) => type);

  // A nested workflow is a run, and k8s steps are a service: no adapter carries them out.
  expect(pages.toSorted()).toEqual([...types, 'workflow', 'k8s'].map((type) => `${type}.md`).toSorted());
});

describe.each(pages)('the page %s', (name) => {
  const page = readFileSync(path.join(FOLDER, name), 'utf8');
  const examples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, example = '']) => example);

  test('shows a step that validates', async () => {
    expect(examples).not.toEqual([]);
    for (const example of examples) {
      const { problems } = await validateManifest(
        'a.wpk.yaml',
        manifestWith(example, 'inputs: {additionalProperties: true}').replace(
          'runtime: {type: shell}',
          `runtime: {type: shell, ${PINS}}`,
        ),
      );
      expect({ example, problems }).toEqual({ example, problems: [] });
    }
  });

  test('has words for everything in its tables', () => {
    expect(page).not.toMatch(/\| +\|$/m);
  });
});
