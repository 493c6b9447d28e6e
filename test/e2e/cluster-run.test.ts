import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { author } from '../support/author.ts';
import { clusterHere, sharedCluster } from '../support/cluster.ts';

const here = clusterHere();
const SECRET = 's3cr3t-that-nobody-may-see';
const MAY = `validation:
  limits: {timeout: 5m, memory: 256Mi}
  permissions: [{apiGroups: [""], resources: [configmaps, secrets], verbs: [get, list, watch]}]
`;
const STEPS = `- name: settings
  type: k8s
  action: get
  timeout: 30s
  with: {kind: ConfigMap, name: settings}
- name: login
  type: k8s
  action: get
  timeout: 30s
  with: {kind: Secret, name: login}
- name: use
  type: shell
  needs: [settings, login]
  timeout: 30s
  with:
    command: [sh, -c, 'printf "%s %s" "$COLOUR" "$(wc -c < "$PASSWORD")"; cat "$PASSWORD"']
    env: {COLOUR: "\${{ steps.settings.outputs.object.data.colour }}"}
    files: {PASSWORD: "\${{ steps.login.outputs.data.password }}"}
  outputs: {stdout: {type: string, sensitive: false}}
`;

describe.skipIf(here === undefined)('a run that reads a cluster', () => {
  it('hands what it read on, in the namespace that was asked for; the data of a Secret is nowhere afterwards', async () => {
    const cluster = await sharedCluster();
    await using space = await cluster.namespace();
    await space.kubectl(['create', 'configmap', 'settings', '--from-literal=colour=blue']);
    await space.kubectl(['create', 'secret', 'generic', 'login', `--from-literal=password=${SECRET}`]);
    const ada = await author();

    const args = [...ada.runArgs(STEPS, MAY), '--namespace', space.name, '--json'];
    const result = await ada.atomctl(args, { env: { KUBECONFIG: cluster.kubeconfig } });

    expect([result.exitCode, result.stdout]).toEqual([0, expect.stringContaining('succeeded')]);
    const steps: readonly { readonly name: string; readonly outputs: unknown }[] = result.json().steps;
    expect(steps.find(({ name }) => name === 'use')?.outputs).toMatchObject({
      stdout: expect.stringMatching(new RegExp(`^blue ${SECRET.length}\\[secret .*password\\]$`)),
    });
    expect(steps.find(({ name }) => name === 'login')?.outputs).toMatchObject({
      references: { password: null },
      object: { kind: 'Secret' },
    });
    const base64 = Buffer.from(SECRET).toString('base64').replaceAll('=', '');
    const files = readdirSync(ada.home, { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    );
    expect(files).not.toEqual([]);
    for (const { parentPath, name } of files) {
      const file = path.join(parentPath, name);
      const text = readFileSync(file, 'latin1');
      expect([file, text.includes(SECRET), text.includes(base64)]).toEqual([file, false, false]);
    }
  });
});
