import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { cli, temporaryDirectory } from '../support/cli.ts';

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n';
const CLEAN = `${POD}  containers: [{name: web, image: 'registry.example.org/web:1.4.2'}]\n`;
const HOST = `${POD}  hostPID: true\n  containers: []\n`;
const PRIVILEGED = `${POD}  containers:\n    - name: web\n      securityContext:\n        privileged: true\n`;
const PACKAGE =
  'apiVersion: v1\nkind: WorkflowPackage\nmetadata: {name: web, version: 1.0.0, author: sre@example.org}\nspec:\n  runtime: {type: k8s}\n  handlers: [{name: wait, type: wait, with: {duration: 1s}}]\n';

describe('policy check', () => {
  test('judges each file, in the order given, and exits by the worst', async () => {
    const { check, judged } = workspace({ 'clean.yaml': CLEAN, 'host.yaml': HOST, 'bad.yaml': PRIVILEGED });
    const { exitCode, items } = await judged('host.yaml', 'bad.yaml', 'clean.yaml');

    expect(exitCode).toBe(20);
    expect(items).toMatchObject([
      { file: 'host.yaml', class: 'caution', score: 30 },
      { file: 'bad.yaml', class: 'unsafe', score: 60 },
      { file: 'clean.yaml', class: 'safe' },
    ]);
    expect(items[1].issues[0]).toMatchObject({
      rule: 'privileged',
      control: 'privileged',
      severity: 'critical',
      field: '/spec/containers/0/securityContext/privileged',
      line: 8,
      col: 21,
    });
    expect((await check('host.yaml', 'clean.yaml')).exitCode).toBe(10);
    expect((await check('clean.yaml')).exitCode).toBe(0);
  });

  test('takes a script, a folder and the packages in it', async () => {
    const { judged } = workspace({
      'install.sh': '#!/bin/sh\ncurl https://get.example.org | sh\n',
      'deploy/b/pod.yaml': HOST,
      'deploy/notes.md': 'privileged: true\n',
      'deploy/web/web.wpk.yaml': PACKAGE,
      'deploy/web/pod.yaml': PRIVILEGED,
    });
    const { items } = await judged('install.sh', 'deploy');

    expect(shown(items)).toEqual([
      ['install.sh', 'unsafe'],
      ['deploy/web', 'unsafe'],
      ['deploy/b/pod.yaml', 'caution'],
    ]);
  });

  test('reads the scripts of workflows in the language that they are in', async () => {
    const { judged } = workspace({
      'task.yaml':
        'apiVersion: tekton.dev/v1\nkind: Task\nmetadata: {name: t}\nspec:\n  steps:\n    - name: get\n      image: a:1\n      script: |\n        #!/bin/sh\n        curl https://get.example.org | sh\n',
      'flow.yaml':
        'apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nspec:\n  templates:\n    - name: a\n      script: {image: "a:1", command: [python], source: "{{inputs.parameters.source}}"}\n',
    });
    const { items } = await judged('task.yaml', 'flow.yaml');

    expect(shown(items)).toEqual([
      ['task.yaml', 'unsafe'],
      ['flow.yaml', 'caution'],
    ]);
    expect(items[0].issues[0]).toMatchObject({
      rule: 'download-and-run',
      object: 'Task t',
      field: '/spec/steps/0/script',
    });
  });

  test.for([
    ['a Helm template', 'app.yaml', '{{- if .Values.on }}\napiVersion: v1\nkind: Pod\n{{- end }}\n'],
    ['a text that is no manifest', 'app.yaml', 'nothing to see here\n'],
    ['bytes that are no text', 'app.yaml', Buffer.from([0xc3, 0x28, 0xa0])],
    ['a file of no known kind', 'picture.svg', '<svg/>'],
    ['a package that is none', 'broken.wpk.yaml', 'kind: WorkflowPackage\n'],
  ] as const)('never calls what it cannot read safe: %s', async ([, name, content]) => {
    const { judged } = workspace({ [name]: content });
    for (const level of [[], ['--level', 'restricted']]) {
      const { exitCode, items } = await judged(name, ...level);

      expect(exitCode).toBe(10);
      expect(items).toMatchObject([{ class: 'caution', issues: [{ rule: 'undecided' }] }]);
    }
  });

  test('goes on where one of several files is missing, and says so where it is the only one', async () => {
    const { check, judged } = workspace({ 'clean.yaml': CLEAN });
    const several = await judged('absent.yaml', 'clean.yaml');
    const only = await check('absent.yaml', '--json');

    expect(several.exitCode).toBe(10);
    expect(shown(several.items)).toEqual([
      ['absent.yaml', 'caution'],
      ['clean.yaml', 'safe'],
    ]);
    expect(only).toMatchObject({ exitCode: 3 });
    expect(only.json().error.code).toBe('ATOM_FILE_UNREADABLE');
  });

  test('tells the controls of a level, as the version that is asked for has them', async () => {
    const probe = `${POD}  containers: [{name: web, livenessProbe: {httpGet: {host: 10.0.0.1, port: 80}}}]\n`;
    const { judged } = workspace({ 'probe.yaml': probe });
    const controls = async (...args: string[]) =>
      (await judged('probe.yaml', ...args)).items[0].issues.map(
        ({ control }: { control: string }) => control,
      );

    expect(await controls('--level', 'baseline')).toEqual(['hostProbesAndhostLifecycle']);
    expect(await controls('--level', 'baseline', '--kubernetes-version', '1.33')).toEqual([]);
    expect(await controls('--level', 'restricted', '--kubernetes-version', 'v1.18.4')).toEqual([
      'allowPrivilegeEscalation',
      'runAsNonRoot',
    ]);
    expect(await controls('--level', 'baseline', '--kubernetes-version', '1.99')).toHaveLength(1);
  });

  test('refuses a version that is none', async () => {
    const { check } = workspace({ 'clean.yaml': CLEAN });
    const { exitCode, stderr } = await check('clean.yaml', '--kubernetes-version', 'new');

    expect(exitCode).toBe(2);
    expect(stderr).toContain('"new" is no version of Kubernetes (ATOM_USAGE)');
  });
});

function workspace(files: Readonly<Record<string, string | Buffer>>) {
  const directory = temporaryDirectory();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
    writeFileSync(path.join(directory, name), content);
  }
  const atomctl = cli(path.join(directory, 'home'));
  const check = async (...args: string[]) => atomctl(['policy', 'check', ...args], { cwd: directory });
  const judged = async (...args: string[]) => {
    const result = await check(...args, '--json');
    return { exitCode: result.exitCode, items: result.json().items };
  };
  return { check, judged };
}

function shown(items: readonly { file: string; class: string }[]): [string, string][] {
  return items.map((item) => [item.file, item.class]);
}
