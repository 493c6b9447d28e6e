import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Author, author } from '../support/author.ts';
import { listening } from '../support/listening.ts';

const PASSWORD = 'Tr0ub4dor "and" 3';

describe('a credential that an API makes', () => {
  const asked: string[] = [];
  let provider: Awaited<ReturnType<typeof listening>>;
  let ana: Author;
  beforeAll(async () => {
    const server = createServer((request, response) => {
      const { method, url, headers } = request;
      asked.push(`${method} ${url} ${[headers['x-password'] ?? ''].flat().join()}`.trim());
      response.end(JSON.stringify({ id: 'c1', credential: { username: 'app-1', password: PASSWORD } }));
    });
    provider = await listening(server);
    ana = await author();
  });
  afterAll(() => provider[Symbol.asyncDispose]());

  test('reaches the steps that use it, and no file', async () => {
    const { stdout, stderr, exitCode } = await ana.run('issue', specOf(provider.port));

    expect([exitCode, stderr]).toEqual([0, expect.any(String)]);
    expect(asked).toEqual(['POST /credentials', `POST /use ${PASSWORD}`, 'DELETE /credentials/c1']);
    const run = await ana.latest();
    const shown = (await ana.atomctl(['runs', 'show', run, '--json'])).stdout;
    expect(shown).toContain('[secret password]');
    for (const text of [stdout, stderr, shown, ...textsUnder(ana.home)])
      expect(text).not.toContain('Tr0ub4dor');
  });
});

function specOf(port: number): string {
  const place = `http://127.0.0.1:${port}`;
  return `
  runtime: {type: shell}
  handlers:
    - name: issue
      type: http
      with: {method: POST, url: "${place}/credentials", secrets: {password: /credential/password}}
      timeout: 1m
    - name: use
      type: http
      with: {method: POST, url: "${place}/use", headers: {x-password: "\${{ steps.issue.outputs.data.password }}"}}
      needs: [issue]
      timeout: 1m
    - name: end
      type: http
      with: {method: DELETE, url: "${place}/credentials/\${{ steps.issue.outputs.json.id }}"}
      needs: [use]
      timeout: 1m
  validation:
    limits: {timeout: 5m}
    network: {egress: ["127.0.0.1:${port}"]}
`;
}

function textsUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'));
}
