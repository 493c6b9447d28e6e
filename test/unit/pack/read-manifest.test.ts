import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readManifest } from '../../../src/pack/read-manifest.ts';
import { starterFiles } from '../../../src/pack/starter.ts';
import { validateManifest } from '../../../src/pack/validate-manifest.ts';

const starter = starterFiles('my-package', 'me')[0]?.text ?? '';

describe('readManifest', () => {
  test('gives the manifest and the places of its parts', () => {
    const { manifest, source, problems } = readManifest('a.wpk.yaml', starter);

    expect(problems).toEqual([]);
    expect(manifest?.metadata.name).toBe('my-package');
    expect(source.locate('/metadata/name')).toEqual({ file: 'a.wpk.yaml', line: 4, col: 9 });
  });

  test('gives no manifest where there is a problem', () => {
    expect(readManifest('a.wpk.yaml', starter.replace('v1', 'v2')).manifest).toBeUndefined();
  });
});

describe('validateManifest', () => {
  test('finds nothing wrong with the package that init writes', async () => {
    expect((await validateManifest('a.wpk.yaml', starter)).problems).toEqual([]);
  });

  test('shows the way round of a cycle', async () => {
    const text = starter.replace('needs: [look]', 'needs: [look, report]');
    const { problems } = await validateManifest('a.wpk.yaml', text);

    expect(problems.map(({ message }) => message)).toEqual([
      '"needs" goes round: copy → report → compare → copy',
    ]);
  });

  test('takes five thousand steps in a chain', async () => {
    const steps = Array.from(
      { length: 5000 },
      (_, i) => `    - {name: s${i}, needs: [${i === 0 ? '' : `s${i - 1}`}], with: {command: [ls]}}`,
    );
    const head = starter.slice(0, starter.indexOf('  inputs:'));

    const { problems } = await validateManifest('a.wpk.yaml', `${head}  handlers:\n${steps.join('\n')}\n`);

    expect(problems).toEqual([]);
  });

  test('never throws, and every place lies inside the text, whatever is cut out or put in', async () => {
    const cut = fc.tuple(
      fc.nat(starter.length),
      fc.nat(40),
      fc.constantFrom('', '${{', '"', '\n', '[', 'needs: [copy]', '- '),
    );
    await fc.assert(
      fc.asyncProperty(cut, async ([at, length, put]) => {
        const text = starter.slice(0, at) + put + starter.slice(at + length);
        const { problems } = await validateManifest('a.wpk.yaml', text);
        const lines = text.split('\n');
        for (const { location } of problems) {
          expect(location.line).toBeLessThanOrEqual(lines.length);
          expect(location.col).toBeLessThanOrEqual((lines[location.line - 1]?.length ?? 0) + 1);
        }
      }),
      { numRuns: 300 },
    );
  });
});
