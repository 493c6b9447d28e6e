import { describe, expect, test } from 'vitest';
import { signsOf } from '../../support/judge-script.ts';

describe('what a container of a manifest runs is judged', () => {
  test.for([
    ['its command', 'command: [sh, -c, "cat /etc/shadow"]'],
    ['its arguments, where they are a shell', 'args: [sh, -c, "cat /etc/shadow"]'],
    ['command and arguments together', 'command: [sh, -c]\n      args: ["cat /etc/shadow"]'],
    ['a command without a shell', 'command: [cat, /etc/shadow]'],
    ['a hook', 'lifecycle: {postStart: {exec: {command: [cat, /etc/shadow]}}}'],
    ['a probe', 'livenessProbe: {exec: {command: [sh, -c, "cat /etc/shadow"]}}'],
    ['Python', `command: [python3, -c, "print(open('/etc/shadow').read())"]`],
  ] as const)('%s', ([, field]) => {
    expect(signsOf(pod(field), 'app.yaml')).toEqual(['credential-reads:critical']);
  });

  test('in the pod of a CronJob', () => {
    const job = `apiVersion: batch/v1\nkind: CronJob\nspec: {jobTemplate: {spec: {template: {spec: {containers: [{name: a, image: i, command: [nsenter, -t, "1", -m, sh]}]}}}}}`;

    expect(signsOf(job, 'app.yaml')).toEqual(['container-escape:critical']);
  });

  test('what only a run knows is undecided', () => {
    expect(signsOf(pod('command: [sh, -c, $(SCRIPT)]'), 'app.yaml')).toEqual(['undecided:medium']);
  });
});

describe('a container may do in itself what a step may not do to the machine', () => {
  test.for([
    'command: [sh, -c, "cp /config/nginx.conf /etc/nginx/nginx.conf && nginx"]',
    'command: [sh, -c, "until nslookup db.shop.svc.cluster.local; do sleep 1; done"]',
    'command: [sh, -c, "wget -qO- http://web:8080/health"]',
    'args: [--config, /etc/app.yaml]',
    'command: [/app, --listen, $(ADDRESS)]',
  ])('%s', (field) => {
    expect(signsOf(pod(field), 'app.yaml')).toEqual([]);
  });
});

function pod(field: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n    - name: a\n      image: example.org/a:1\n      ${field}\n`;
}
