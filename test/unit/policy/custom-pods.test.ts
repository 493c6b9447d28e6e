import { describe, expect, test } from 'vitest';
import { judge } from '../../../src/policy/judge.ts';
import { judgeText } from '../../support/policy-text.ts';
import { manifestWith, wpkOf } from '../../support/wpk.ts';

const SHADOW = 'cat /etc/shadow';
const PRIVILEGED = 'securityContext: {privileged: true}';

/** A template of an Argo Workflow, in a line. */
function argo(template: string, spec = ''): string {
  return `apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: w}\nspec:\n  entrypoint: main\n${spec}  templates:\n    - ${template}\n`;
}

function tekton(kind: string, spec: string): string {
  return `apiVersion: tekton.dev/v1\nkind: ${kind}\nmetadata: {name: t}\nspec:\n  ${spec}\n`;
}

function patch(text: string): string {
  return argo('{name: a, container: {image: i:1}}', `  podSpecPatch: ${text}\n`);
}

function resource(manifest: string): string {
  return argo(`name: a\n      resource:\n        action: create\n        manifest: ${manifest}`);
}

async function found(text: string, rule: string) {
  return (await judgeText(text)).issues
    .filter((issue) => issue.rule === rule)
    .map(({ field, severity, location }) => `${severity} ${field} ${location.line}`);
}

async function worst(text: string) {
  const { class: riskClass, issues } = await judgeText(text);
  return [riskClass, issues[0]?.rule];
}

describe('a container of a workflow is judged as that of a pod', () => {
  test.for([
    ['container', `{name: a, container: {image: i, ${PRIVILEGED}}}`, '/container'],
    ['script', `{name: a, script: {image: i, command: [sh], source: ls, ${PRIVILEGED}}}`, '/script'],
    [
      'containerSet',
      `{name: a, containerSet: {containers: [{name: x, image: i, ${PRIVILEGED}}]}}`,
      '/containerSet/containers/0',
    ],
    ['sidecars', `{name: a, container: {image: i}, sidecars: [{name: x, ${PRIVILEGED}}]}`, '/sidecars/0'],
    ['initContainers', `{name: a, initContainers: [{name: x, ${PRIVILEGED}}]}`, '/initContainers/0'],
    [
      'an inline template',
      `{name: a, steps: [[{name: s, inline: {container: {image: i, ${PRIVILEGED}}}}]]}`,
      '/steps/0/0/inline/container',
    ],
    [
      'an inline template of a task',
      `{name: a, dag: {tasks: [{name: s, inline: {script: {source: ls, command: [sh], ${PRIVILEGED}}}}]}}`,
      '/dag/tasks/0/inline/script',
    ],
  ] as const)('of Argo: %s', async ([, template, place]) => {
    expect(await found(argo(template), 'privileged')).toEqual([
      `critical /spec/templates/0${place}/securityContext/privileged 7`,
    ]);
  });

  test.for([
    ['CronWorkflow', 'spec: {workflowSpec: {templates: [TEMPLATE]}}'],
    ['WorkflowTemplate', 'spec: {templates: [TEMPLATE]}'],
    ['ClusterWorkflowTemplate', 'spec: {templates: [TEMPLATE]}'],
    ['Workflow', 'spec: {templateDefaults: TEMPLATE}'],
    ['EventSource', 'spec: {template: TEMPLATE}'],
    [
      'Sensor',
      'spec: {triggers: [{template: {argoWorkflow: {source: {resource: {apiVersion: argoproj.io/v1alpha1, kind: Workflow, spec: {templates: [TEMPLATE]}}}}}}]}',
    ],
  ])('of Argo, whatever the kind: %s', async ([kind, spec]) => {
    const text = `apiVersion: argoproj.io/v1alpha1\nkind: ${kind}\n${spec?.replace('TEMPLATE', `{name: a, container: {image: i, ${PRIVILEGED}}}`)}\n`;

    expect(await found(text, 'privileged')).toHaveLength(1);
  });

  test.for([
    ['Task', `steps: [{name: a, image: i, ${PRIVILEGED}}]`, '/spec/steps/0'],
    ['ClusterTask', `sidecars: [{name: a, image: i, ${PRIVILEGED}}]\n  steps: []`, '/spec/sidecars/0'],
    ['TaskRun', `taskSpec: {steps: [{image: i, ${PRIVILEGED}}]}`, '/spec/taskSpec/steps/0'],
    [
      'Pipeline',
      `tasks: [{name: a, taskSpec: {steps: [{image: i, ${PRIVILEGED}}]}}]`,
      '/spec/tasks/0/taskSpec/steps/0',
    ],
    [
      'Pipeline',
      `finally: [{name: a, taskSpec: {steps: [{image: i, ${PRIVILEGED}}]}}]`,
      '/spec/finally/0/taskSpec/steps/0',
    ],
    [
      'PipelineRun',
      `pipelineSpec: {tasks: [{name: a, taskSpec: {steps: [{image: i, ${PRIVILEGED}}]}}]}`,
      '/spec/pipelineSpec/tasks/0/taskSpec/steps/0',
    ],
    ['StepAction', `{image: i, ${PRIVILEGED}}`, '/spec'],
    ['Task', `stepTemplate: {${PRIVILEGED}}\n  steps: [{name: a, image: i}]`, '/spec/stepTemplate'],
  ] as const)('of Tekton: %s, %s', async ([kind, spec, place]) => {
    expect(await found(tekton(kind, spec), 'privileged')).toEqual([
      expect.stringMatching(`^critical ${place}/securityContext/privileged `),
    ]);
  });

  test('in what a trigger of Tekton makes', async () => {
    const task = `{apiVersion: tekton.dev/v1, kind: TaskRun, spec: {taskSpec: {steps: [{image: i, ${PRIVILEGED}}]}}}`;
    const text = `apiVersion: triggers.tekton.dev/v1beta1\nkind: TriggerTemplate\nspec: {resourcetemplates: [${task}]}\n`;

    expect(await found(text, 'privileged')).toHaveLength(1);
  });

  test('of Knative and of Argo Rollouts, as of every kind with a pod template', async () => {
    const template = `template: {spec: {containers: [{image: i, ${PRIVILEGED}}]}}`;
    for (const kind of [
      'serving.knative.dev/v1\nkind: Service',
      'serving.knative.dev/v1\nkind: Configuration',
      'argoproj.io/v1alpha1\nkind: Rollout',
    ])
      expect(await found(`apiVersion: ${kind}\nspec: {${template}}\n`, 'privileged')).toHaveLength(1);
  });

  test('and not what looks alike in another API group, nor what an object came to', async () => {
    const other = argo(`{name: a, container: {${PRIVILEGED}}}`).replace('argoproj.io', 'example.org');
    const status = `${tekton('TaskRun', 'taskRef: {name: t}')}status: {taskSpec: {steps: [{${PRIVILEGED}}]}}\n`;

    expect(await found(other, 'privileged')).toEqual([]);
    expect(await found(status, 'privileged')).toEqual([]);
  });
});

describe('what holds for all pods of a workflow', () => {
  const TWO = '{name: a, container: {image: i:1}}\n    - {name: b, container: {image: i:1}}';

  test('is told once, where it is written', async () => {
    const text = argo(TWO, '  hostNetwork: true\n  volumes: [{name: v, hostPath: {path: /}}]\n');

    expect(await found(text, 'host-path')).toEqual(['critical /spec/volumes/0/hostPath 7']);
    expect(await found(text, 'host-namespaces')).toEqual(['high /spec/hostNetwork 6']);
  });

  test('counts beside what a template says itself', async () => {
    const text = argo(
      '{name: a, volumes: [{name: w, hostPath: {path: /etc}}], container: {image: i:1}}',
      '  volumes: [{name: v, hostPath: {path: /}}]\n',
    );

    expect(await found(text, 'host-path')).toEqual([
      'critical /spec/volumes/0/hostPath 6',
      'high /spec/templates/0/volumes/0/hostPath 8',
    ]);
  });

  test('is told where the pods are described elsewhere', async () => {
    const text = tekton(
      'PipelineRun',
      'pipelineRef: {name: p}\n  taskRunTemplate: {podTemplate: {hostPID: true}}',
    );

    expect(await found(text, 'host-namespaces')).toEqual([
      'high /spec/taskRunTemplate/podTemplate/hostPID 6',
    ]);
  });

  test('spares each pod from saying it again', async () => {
    const strict = 'securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}';
    const container =
      'securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}, runAsUser: 1000}';
    const workflow = argo(`{name: a, container: {image: i:1, ${container}}}`, `  ${strict}\n`);
    const task = tekton(
      'TaskRun',
      `podTemplate: {${strict}}\n  taskSpec: {stepTemplate: {${container}}, steps: [{name: a, image: i:1}]}`,
    );

    for (const text of [workflow, task])
      expect(await judgeText(text, { level: 'restricted' })).toMatchObject({ class: 'safe', issues: [] });
  });

  test('may be patched by a text', async () => {
    expect(await found(patch(`'{"hostPID":true}'`), 'host-namespaces')).toEqual([
      'high /spec/podSpecPatch/hostPID 6',
    ]);
    expect(
      await found(patch(`|\n    containers:\n      - name: main\n        ${PRIVILEGED}`), 'privileged'),
    ).toHaveLength(1);
    expect((await judgeText(patch(`'{"containers":[{"name":"main","resources":{}}]}'`))).class).toBe('safe');
    for (const open of [
      `"{{workflow.parameters.patch}}"`,
      `'{"hostPID": {{inputs.parameters.on}}}'`,
      `'{"hostPID": "{{inputs.parameters.on}}"}'`,
    ])
      expect(await worst(patch(open))).toEqual(['caution', 'undecided']);
  });
});

describe('the program of a container of a workflow is read', () => {
  test.for([
    ['command and args of Argo', argo(`{name: a, container: {command: [sh, -c], args: ["${SHADOW}"]}}`)],
    ['a script of Argo, by its command', argo(`{name: a, script: {command: [bash], source: ${SHADOW}}}`)],
    ['a script that a shell starts', argo(`{name: a, script: {command: [sh, -c], source: ${SHADOW}}}`)],
    [
      'a script of Argo in Python',
      argo(
        `{name: a, script: {command: [/usr/bin/env, python3], source: "print(open('/etc/shadow').read())"}}`,
      ),
    ],
    ['a script of Tekton', tekton('Task', `steps: [{name: a, script: "${SHADOW}"}]`)],
    [
      'a script of Tekton by its first line',
      tekton('Task', `steps: [{script: "#!/usr/bin/env python3\\nprint(open('/etc/shadow').read())"}]`),
    ],
    ['a step of Tekton', tekton('Task', `steps: [{command: [cat], args: [/etc/shadow]}]`)],
    [
      'a command that steps share',
      tekton('Task', `stepTemplate: {command: [sh, -c]}\n  steps: [{args: ["${SHADOW}"]}]`),
    ],
    [
      'a hook of a sidecar',
      argo(`{name: a, sidecars: [{livenessProbe: {exec: {command: [cat, /etc/shadow]}}}]}`),
    ],
  ] as const)('%s', async ([, text]) => {
    expect(await found(text, 'credential-reads')).toEqual([expect.stringContaining('critical')]);
  });

  test.for([
    ['the whole text', argo('{name: a, script: {command: [sh], source: "{{inputs.parameters.script}}"}}')],
    ['the command', argo('{name: a, script: {command: ["{{inputs.parameters.shell}}"], source: ls}}')],
    [
      'an argument that is a program',
      tekton('Task', 'steps: [{command: [sh, -c], args: [$(params.script)]}]'),
    ],
    ['what reads the text', argo('{name: a, script: {image: i:1, source: ls}}')],
    ['a reader that nobody knows', argo('{name: a, script: {command: [my-tool], source: ls}}')],
    ['what a text evaluates', tekton('Task', 'steps: [{script: "eval $(params.command)"}]')],
  ] as const)('and undecided where only a run knows %s', async ([, text]) => {
    expect(await worst(text)).toEqual(['caution', 'undecided']);
  });

  test.for([
    [
      'values in Argo',
      argo('{name: a, script: {command: [sh], source: "echo {{inputs.parameters.a}} > /tmp/a"}}'),
    ],
    ['values in Tekton', tekton('Task', 'steps: [{script: "echo $(params.a) > $(results.b.path)"}]')],
    [
      'a server that only answers',
      argo('{name: a, container: {command: [nc, -lk, -p, "99", -e, /bin/true]}}'),
    ],
    ["an image's own program", argo('{name: a, container: {image: i:1, args: ["{{item}}"]}}')],
  ] as const)('and never unsafe for %s', async ([, text]) => {
    const { issues, class: riskClass } = await judgeText(text);

    expect(riskClass).not.toBe('unsafe');
    expect(issues.filter(({ rule }) => rule === 'undecided')).toEqual([]);
  });
});

describe('a manifest that a workflow creates is judged', () => {
  const POD = 'apiVersion: v1\n          kind: Pod\n          metadata: {name: {{item}}}';

  test('where it is written, in a block and in quotes', async () => {
    const block = resource(`|\n          ${POD}\n          spec:\n            hostPID: true\n`);
    const quoted = resource(`"apiVersion: v1\\nkind: Pod\\nspec: {hostPID: true}\\n"`);

    expect(await found(block, 'host-namespaces')).toEqual(['high /spec/hostPID 15']);
    expect(await found(quoted, 'host-namespaces')).toEqual(['high /spec/hostPID 10']);
    expect(block.split('\n')[14]).toContain('hostPID');
  });

  test('and its programs too', async () => {
    const text = resource(
      `|\n          ${POD}\n          spec:\n            containers:\n              - command: [sh, -c, "true; ${SHADOW}"]\n`,
    );
    const { issues } = await judgeText(text);
    const { line, col } = issues[0]?.location ?? { line: 0, col: 0 };

    expect(text.split('\n')[line - 1]?.slice(col - 1)).toBe(`${SHADOW}"]`);
  });

  test('also as a patch', async () => {
    const patches = [
      'spec: {template: {spec: {hostPID: true, containers: []}}}',
      '- {op: add, path: /spec/template/spec, value: {hostPID: true, containers: []}}',
    ];
    for (const one of patches)
      expect(await found(resource(`|\n          ${one}\n`), 'host-namespaces')).toEqual([
        'high /spec/template/spec/hostPID 11',
      ]);
    expect((await judgeText(resource('|\n          metadata: {labels: {a: b}}\n'))).class).toBe('safe');
  });

  test('and undecided where it cannot be, or a decisive field is put in later', async () => {
    for (const manifest of ['"{{inputs.parameters.manifest}}"', `|\n          ${POD}\n          spec: [}`])
      expect(await worst(resource(manifest))).toEqual(['caution', 'undecided']);
    const open = resource(`|\n          ${POD}\n          spec: {hostPID: {{inputs.parameters.on}}}\n`);

    expect(await worst(open)).toEqual(['caution', 'undecided']);
    expect((await judgeText(resource(`|\n          ${POD}\n`))).class).toBe('safe');
  });

  test('as well in a package', () => {
    const text = resource(`|\n          ${POD}\n          spec: {hostPID: true}\n`);
    const wpk = wpkOf(manifestWith('- {name: a, type: wait, with: {duration: 1s}}'), { 'flow.yaml': text });

    expect(judge({ wpk, mayExcept: [], now: new Date(0) }).issues).toMatchObject([
      { rule: 'host-namespaces', location: { file: 'flow.yaml' } },
    ]);
  });
});
