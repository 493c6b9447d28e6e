import { describe, expect, test } from 'vitest';
import { validateManifest } from '../../../src/pack/validate-manifest.ts';
import { brokenManifests } from '../../support/broken.ts';

const cases = brokenManifests();

describe('a broken manifest', () => {
  test.each(cases)('$title', async ({ text, expected }) => {
    const { manifest, problems } = await validateManifest('broken.wpk.yaml', text);

    const found = problems.map(({ kind, location: { line, col }, suggestion }) => ({
      kind,
      line,
      col,
      ...(suggestion !== undefined && { suggestion }),
    }));
    expect(found).toEqual(expected);
    expect(manifest).toBeUndefined();
  });

  test('there are at least 150 of them', () => {
    expect(cases.length).toBeGreaterThanOrEqual(150);
  });
});
