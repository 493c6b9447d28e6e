import { beforeEach, describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { cli, temporaryDirectory } from '../support/cli.ts';
import { manifestText, writeFiles } from '../support/packages.ts';

let home: string;
let atomctl: ReturnType<typeof cli>;
beforeEach(() => {
  home = temporaryDirectory();
  atomctl = cli(home);
});

const PERMISSIONS = `
  inputs: {type: object, required: [namespace], properties: {namespace: {type: string}}}
  validation:
    permissions:
      - {apiGroups: [apps], resources: [deployments], verbs: [get, patch], namespaces: ["\${{ inputs.namespace }}"]}
      - {resources: [pods/log], verbs: [get], namespaces: [shop, bank], resourceNames: [web-0]}
      - {resources: [nodes], verbs: [get]}
`;

describe('rbac', () => {
  test('prints an account with exactly the declared permissions, as kubectl takes them', async () => {
    writeFiles(home, { 'sample.wpk.yaml': `${manifestText()}${PERMISSIONS.slice(1)}` });

    const { exitCode, stdout } = await atomctl([
      'rbac',
      'sample.wpk.yaml',
      '-i',
      'namespace=shop',
      '-n',
      'ops',
    ]);

    expect(exitCode).toBe(0);
    const objects = parseAllDocuments(stdout).map((document): unknown => document.toJS());
    expect(objects).toMatchObject([
      { kind: 'ServiceAccount', metadata: { name: 'atomctl-sample', namespace: 'ops' } },
      {
        kind: 'ClusterRole',
        metadata: { name: 'ops:atomctl-sample' },
        rules: [{ apiGroups: [''], resources: ['nodes'], verbs: ['get'] }],
      },
      { kind: 'ClusterRoleBinding', subjects: [{ namespace: 'ops', name: 'atomctl-sample' }] },
      { kind: 'Role', metadata: { namespace: 'bank' }, rules: [{ resourceNames: ['web-0'] }] },
      { kind: 'RoleBinding', metadata: { namespace: 'bank' } },
      {
        kind: 'Role',
        metadata: { namespace: 'shop' },
        rules: [{ apiGroups: ['apps'] }, { apiGroups: [''] }],
      },
      {
        kind: 'RoleBinding',
        metadata: { namespace: 'shop' },
        roleRef: { kind: 'Role', name: 'atomctl-sample' },
      },
    ]);
  });

  test('says which input is missing', async () => {
    writeFiles(home, { 'sample.wpk.yaml': `${manifestText()}${PERMISSIONS.slice(1)}` });

    const { exitCode, stderr } = await atomctl(['rbac', 'sample.wpk.yaml']);

    expect(exitCode).not.toBe(0);
    expect(stderr).toContain('ATOM_INPUT_INVALID');
  });

  test('asks for no input that the permissions do not read', async () => {
    const permissions = PERMISSIONS.replace('[namespace]', '[namespace, deployment]').replace(
      'properties: {',
      'properties: {deployment: {type: string}, ',
    );
    writeFiles(home, { 'sample.wpk.yaml': `${manifestText()}${permissions.slice(1)}` });

    expect(await atomctl(['rbac', 'sample.wpk.yaml', '-i', 'namespace=shop'])).toMatchObject({ exitCode: 0 });
  });

  test('has nothing to print for a package that declares no permissions', async () => {
    writeFiles(home, { 'sample.wpk.yaml': manifestText() });

    const { stderr } = await atomctl(['rbac', 'sample.wpk.yaml']);

    expect(stderr).toContain('sample declares no permissions: there is nothing to give');
    expect(stderr).toContain('try:   atomctl explain spec.validation.permissions');
  });
});
