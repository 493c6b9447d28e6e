import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { allExecutors } from '../../../src/adapters/executor/all.ts';
import { validateManifest } from '../../../src/pack/validate-manifest.ts';
import { manifestWith } from '../../support/wpk.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../docs/reference/steps');
const pages = readdirSync(FOLDER).filter((name) => name !== 'README.md');

test('every step type that can be carried out has a page', () => {
  const types = allExecutors({}, () => new Date()).map(({ type }) => type);

  expect(pages.toSorted()).toEqual(types.map((type) => `${type}.md`).toSorted());
});

describe.each(pages)('the page %s', (name) => {
  const page = readFileSync(path.join(FOLDER, name), 'utf8');
  const examples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, example = '']) => example);

  test('shows a step that validates', async () => {
    expect(examples).not.toEqual([]);
    for (const example of examples) {
      const { problems } = await validateManifest(
        'a.wpk.yaml',
        manifestWith(example, 'inputs: {additionalProperties: true}'),
      );
      expect({ example, problems }).toEqual({ example, problems: [] });
    }
  });

  test('has words for everything in its tables', () => {
    expect(page).not.toMatch(/\| +\|$/m);
  });
});
