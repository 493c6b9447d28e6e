import { describe, expect, test } from 'vitest';
import { issuesOf } from '../../support/judged.ts';

const SPEC =
  'inputs: {type: object, properties: {token: {type: string, writeOnly: true}}}\nvalidation: {limits: {timeout: 1m, memory: 64Mi}, network: {egress: ["prom.example:443"]}}';
const CREDS = `
- name: creds
  type: vault
  action: read
  outputs: {data: {properties: {user: {sensitive: false}}}}
  with: {path: secret/app}
`;

/** A step behind one that reads a secret. */
function behind(step: string): string {
  return `${CREDS}- {name: a, needs: [creds], ${step}}`;
}

describe('what a vault step read', () => {
  test.for([
    ['type: shell, with: {command: [./a, "${{ steps.creds.outputs.data.password }}"]}', 'creds.password'],
    ["type: shell, with: {command: [./a, \"${{ steps['creds'].outputs.data['a-b'] }}\"]}", 'creds.a-b'],
    ['type: shell, with: {command: [./a, "${{ steps.creds.outputs }}"]}', 'creds.data'],
    ['type: shell, with: {command: [./a, "${{ steps.creds }}"]}', 'creds.data'],
    ['type: vault, action: read, with: {path: "secret/${{ steps.creds.outputs.data.x }}"}', 'creds.x'],
    ['type: prometheus, with: {query: up, vars: {a: "${{ steps.creds.outputs.data.x }}"}}', 'creds.x'],
  ] as const)('is shown by %s', ([step, name]) => {
    expect(issuesOf('secret-exposed', { steps: behind(step), spec: SPEC })).toMatchObject([
      { step: 'a', severity: 'high', what: expect.stringContaining(`The secret ${name} `) },
    ]);
  });

  test.for([
    'type: shell, with: {command: [./a], files: {P: "${{ steps.creds.outputs.data.password }}"}}',
    'type: shell, with: {command: [./a, "${{ steps.creds.outputs.data.user }}"]}',
    'type: shell, with: {command: [./a, "${{ steps.creds.outputs.lease.id }}"]}',
    'type: shell, with: {command: [./a, "${{ steps.creds.state }}"]}',
    'type: vault, action: write, with: {path: secret/b, data: {p: "${{ steps.creds.outputs.data.x }}"}}',
  ])('is in its place in %s', (step) => {
    expect(issuesOf('secret-exposed', { steps: behind(step), spec: SPEC })).toEqual([]);
  });
});

/** A prometheus step that asks at a place of its own. */
function asks(url: string, more = ''): string {
  return `- {name: a, type: prometheus, with: {query: up, url: "${url}"${more}}}`;
}

describe('a prometheus step', () => {
  test('declares where it asks, unless that is what the operator set', () => {
    const steps = '- {name: a, type: prometheus, with: {query: up}}';

    expect(issuesOf('network-egress', { steps: asks('https://prom.example'), spec: SPEC })).toEqual([]);
    expect(issuesOf('network-egress', { steps, spec: SPEC })).toEqual([]);
    expect(issuesOf('network-egress', { steps: asks('https://other.example'), spec: SPEC })).toMatchObject([
      { step: 'a', what: expect.stringContaining('other.example') },
    ]);
  });

  test('may show its token to a declared host alone', () => {
    const token = ', bearerToken: "${{ inputs.token }}"';

    expect(issuesOf('secret-exposed', { steps: asks('https://prom.example', token), spec: SPEC })).toEqual(
      [],
    );
    expect(
      issuesOf('secret-exposed', { steps: asks('https://other.example', token), spec: SPEC }),
    ).toHaveLength(1);
  });
});

describe('a literal password', () => {
  test.for([
    'type: vault, action: write, with: {path: secret/a, data: {password: "hunter2-Xk29fQ"}}',
    'type: prometheus, with: {query: up, basicAuth: {username: ann, password: "hunter2-Xk29fQ"}}',
    'type: prometheus, with: {query: up, bearerToken: "hunter2-Xk29fQ"}',
  ])('is found in %s', (step) => {
    expect(issuesOf('plain-secret', { steps: `- {name: a, ${step}}`, spec: SPEC })).toHaveLength(1);
  });

  test('is not what stands for one', () => {
    const step =
      'type: vault, action: write, with: {path: secret/a, data: {password: "${{ inputs.token }}"}}';

    expect(issuesOf('plain-secret', { steps: `- {name: a, ${step}}`, spec: SPEC })).toEqual([]);
  });
});

describe('a step that writes to Vault', () => {
  test.for([
    ['write', 1],
    ['delete', 1],
    ['read', 0],
  ] as const)('%s: %i issue for want of a rollback', ([action, issues]) => {
    const steps = `- {name: a, type: vault, action: ${action}, with: {path: secret/a}}`;

    expect(issuesOf('rollback-missing', { steps, spec: SPEC })).toHaveLength(issues);
  });
});

const files = { 'a.sh': 'curl -sS "$ENDPOINT/bucket?$query"\n' };
/** A step whose environment says where its script calls. */
const script = (name: string, endpoint: string) =>
  `- {name: ${name}, type: script, with: {file: a.sh, env: {ENDPOINT: "${endpoint}"}}}`;
const spec = (egress: string) =>
  `inputs: {type: object, properties: {endpoint: {type: string, default: "https://s3.example"}}}\nvalidation: {network: {egress: ["${egress}"]}}`;

describe('a script that is told by its environment where to call', () => {
  test('calls what is declared, also where both are one input', () => {
    for (const [endpoint, egress] of [
      ['https://s3.example', 's3.example:443'],
      ['${{ inputs.endpoint }}', '${{ inputs.endpoint }}'],
    ] as const) {
      const steps = script('a', endpoint);
      expect(issuesOf('network-egress', { steps, spec: spec(egress), files })).toEqual([]);
    }
  });

  test('calls what is not declared', () => {
    const steps = script('a', 'https://evil.example');
    expect(issuesOf('network-egress', { steps, spec: spec('s3.example:443'), files })).toMatchObject([
      { severity: 'high', what: 'curl calls evil.example:443, which is not declared.' },
    ]);
  });

  test('calls what cannot be told where two steps run it', () => {
    const steps = `${script('a', 'https://s3.example')}\n${script('b', 'https://evil.example')}`;
    expect(issuesOf('network-egress', { steps, spec: spec('s3.example:443'), files })).toMatchObject([
      { severity: 'medium' },
    ]);
  });
});
