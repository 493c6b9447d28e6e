import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { disk } from '../../../src/adapters/files/disk.ts';
import { openPackage } from '../../../src/services/open-package.ts';
import { openPackageBytes } from '../../../src/services/open-package-bytes.ts';
import { unpackInto } from '../../../src/services/unpack-package.ts';
import { temporaryDirectory } from '../../support/cli.ts';
import { manifestText, writeFiles } from '../../support/packages.ts';

const deps = { files: disk, sourceDateEpoch: 0 };
let folder: string;
beforeEach(() => {
  folder = writeFiles(path.join(temporaryDirectory(), 'src'), {
    'sample.wpk.yaml': manifestText(),
    'a/run.sh': '#!/bin/sh\n',
  });
});

describe('openPackage', () => {
  test('opens a folder as the archive that packing would write', async () => {
    const wpk = await openPackage(deps, folder);

    expect(openPackageBytes(wpk.blob, 'sample@1.0.0')).toMatchObject({
      name: 'sample',
      version: '1.0.0',
      digest: wpk.digest,
      form: 'archive',
    });
    expect([...wpk.files.keys()]).toEqual(['a/run.sh', 'checksums.json', 'sample.wpk.yaml']);
  });

  test('opens a lone manifest, also under the name that a registry gives it', async () => {
    const wpk = await openPackage(deps, path.join(folder, 'sample.wpk.yaml'));

    expect(wpk.form).toBe('manifest');
    expect(openPackageBytes(wpk.blob, 'sample@1.0.0').digest).toBe(wpk.digest);
  });

  test('says where a manifest in an archive is wrong', async () => {
    const { blob } = await openPackage(deps, folder);
    const broken = Buffer.from(manifestText().replace('kind: WorkflowPackage', 'kind: Workflow'));
    const wpk = openPackageBytes(blob, '/x/sample.wpk');

    expect(wpk.source.locate('/metadata/name')).toEqual({
      file: '/x/sample.wpk/sample.wpk.yaml',
      line: 4,
      col: 9,
    });
    expect(() => openPackageBytes(broken, 'sample.wpk.yaml')).toThrow(
      expect.objectContaining({
        code: 'ATOM_PACKAGE_INVALID',
        location: { file: 'sample.wpk.yaml', line: 2, col: 7 },
      }),
    );
  });

  test.each([
    ['too large', Buffer.alloc(5 * 2 ** 20, 'x'), 'ATOM_PACKAGE_TOO_LARGE'],
    ['not UTF-8', Buffer.from([0x61, 0xff]), 'ATOM_PACKAGE_INVALID'],
    ['empty', Buffer.alloc(0), 'ATOM_PACKAGE_INVALID'],
    ['made of NUL bytes', Buffer.alloc(10), 'ATOM_PACKAGE_INVALID'],
  ])('refuses a manifest that is %s', async (_, bytes, code) => {
    writeFileSync(path.join(folder, 'sample.wpk.yaml'), bytes);

    await expect(openPackage(deps, folder)).rejects.toMatchObject({ code });
    await expect(openPackage(deps, path.join(folder, 'sample.wpk.yaml'))).rejects.toMatchObject({ code });
  });
});

describe('unpackInto', () => {
  test('gives back the files that were packed', async () => {
    const out = path.join(folder, '..', 'out');
    mkdirSync(out);

    await unpackInto(disk, await openPackage(deps, folder), out);

    for (const name of ['sample.wpk.yaml', 'a/run.sh'])
      expect(readFileSync(path.join(out, name))).toEqual(readFileSync(path.join(folder, name)));
  });
});
