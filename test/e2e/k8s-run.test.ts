import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type Author, author } from '../support/author.ts';
import { clusterHere, sharedCluster, type TestNamespace } from '../support/cluster.ts';

const here = clusterHere();

const HEAD = `
  runtime: {type: k8s}
  validation:
    limits: {timeout: 5m}
    permissions:
      - {apiGroups: [""], resources: [configmaps, secrets], verbs: [get, list, watch, create, patch, delete]}
`;

interface Scene {
  readonly ada: Author;
  readonly namespace: TestNamespace;
  readonly env: Readonly<Record<string, string>>;
}

async function scene(namespace: TestNamespace): Promise<Scene> {
  const ada = await author();
  return { ada, namespace, env: { KUBECONFIG: namespace.kubeconfig } };
}

/** Runs a package that is pushed under this name. */
async function run({ ada, env }: Scene, name: string, spec: string) {
  await ada.push(name, HEAD + spec);
  const answer = await ada.atomctl(['run', name, '--approve', '--reason', 'a test', '--json'], {
    env,
  });
  return answer.json();
}

const banner = (text: string) =>
  `{apiVersion: v1, kind: ConfigMap, metadata: {name: banner}, data: {text: "${text}"}}`;

const patched = (value: string) => `{kind: ConfigMap, name: banner, patch: {data: {text: ${value}}}}`;

describe.skipIf(here === undefined)(`runs that change a cluster (${here ?? 'no cluster'})`, () => {
  it('a rollback puts back what is still as the run left it, says what is not, and keeps no secret', async () => {
    await using namespace = await (await sharedCluster()).namespace();
    const at = await scene(namespace);
    await namespace.kubectl(['create', 'cm', 'banner', '--from-literal=text=open', '--from-literal=by=ana']);
    await namespace.kubectl([
      'create',
      'secret',
      'generic',
      'login',
      '--from-literal=password=first-password',
    ]);
    const file = path.join(at.ada.folder, 'password');
    writeFileSync(file, 'second-password');
    const edit = `kubectl-replacement`;
    const spec = `
  inputs: {type: object, required: [password], properties: {password: {type: string, writeOnly: true}}}
  rollback: {auto: true}
  handlers:
    - name: announce
      action: apply
      with: {force: true, manifest: ${banner('closed')}}
    - name: rotate
      action: apply
      needs: [announce]
      with:
        force: true
        manifest:
          apiVersion: v1
          kind: Secret
          metadata: {name: login}
          stringData: {password: "\${{ inputs.password }}"}
    - name: look
      type: shell
      needs: [rotate]
      with: {command: [sh, -c, "while [ ! -e ${at.ada.folder}/${edit} ]; do sleep 0.1; done; exit 3"]}
`;
    await at.ada.push('rotate', HEAD + spec);
    const words = [
      'run',
      'rotate',
      '--approve',
      '--reason',
      'a test',
      '--json',
      '-i',
      `password=file://${file}`,
    ];
    const running = at.ada.start(words, { env: at.env });
    const password = () => namespace.kubectl(['get', 'secret', 'login', '-o', 'jsonpath={.data.password}']);
    await expect
      .poll(async () => Buffer.from(await password(), 'base64').toString(), { timeout: 60_000 })
      .toBe('second-password');
    await namespace.kubectl([
      'patch',
      'cm',
      'banner',
      '--field-manager=eve',
      '-p',
      '{"data":{"text":"on fire"}}',
    ]);
    writeFileSync(path.join(at.ada.folder, edit), '');
    const { error } = (await running.result).json();

    expect(error.details.result).toBe('rolled-back');
    const left = `Left as it is: data.text of ConfigMap ${namespace.name}/banner, changed by eve at `;
    expect(error.details.leftToDo).toEqual([expect.stringContaining(left)]);
    expect(await namespace.kubectl(['get', 'cm', 'banner', '-o', 'jsonpath={.data.text}'])).toBe('on fire');
    expect(Buffer.from(await password(), 'base64').toString()).toBe('first-password');
    expect(await namespace.kubectl(['get', 'secrets', '-o', 'name'])).toBe('secret/login');
    const store = ['atomctl.db', 'atomctl.db-wal'].map((name) => {
      try {
        return readFileSync(path.join(at.ada.home, name), 'latin1');
      } catch {
        return '';
      }
    });
    for (const secret of ['first-password', 'second-password'])
      for (const form of [secret, Buffer.from(secret).toString('base64')])
        expect(store.join('').includes(form)).toBe(false);
  });

  it('a second run is refused an object of the first, whether it names it beforehand or comes to know it', async () => {
    await using namespace = await (await sharedCluster()).namespace();
    const at = await scene(namespace);
    const holds = `
  handlers:
    - {name: announce, action: apply, with: {manifest: ${banner('closed')}}}
    - {name: ask, type: approval, needs: [announce], with: {message: "Go on?"}}
`;
    const first = await run(at, 'first', holds);
    expect(first.error.code).toBe('ATOM_RUN_WAITING');
    const holder = await at.ada.latest();

    const named = `
  handlers:
    - {name: patch, action: patch, with: {kind: cm, name: banner, patch: {data: {text: open}}}}
`;
    const second = await run(at, 'second', named);
    expect(second.error).toMatchObject({
      code: 'ATOM_OBJECT_LOCKED',
      message: expect.stringContaining(`ConfigMap ${namespace.name}/banner of https://`),
      details: { run: holder },
    });

    const found = `
  safety: {blastRadius: {maxPods: 1, maxNamespaces: 1}}
  handlers:
    - {name: find, type: shell, with: {command: [sh, -c, 'echo "{\\"name\\": \\"banner\\"}" > $ATOMCTL_OUTPUT']}, outputs: {name: {type: string}}}
    - {name: patch, action: patch, needs: [find], with: {kind: cm, name: "\${{ steps.find.outputs.name }}", patch: {data: {text: open}}}}
`;
    const third = await run(at, 'third', found);
    expect(third.error.message).toContain(`is held by ${holder}`);
    expect(await namespace.kubectl(['get', 'cm', 'banner', '-o', 'jsonpath={.data.text}'])).toBe('closed');

    await at.ada.atomctl(['runs', 'cancel', holder], { env: at.env });
    expect((await run(at, 'third', found.replace('maxPods: 1', 'maxPods: 2'))).error ?? null).toBeNull();
    expect(await namespace.kubectl(['get', 'cm', 'banner', '-o', 'jsonpath={.data.text}'])).toBe('open');
  });

  it('a handler of the rollback changes what the plan said that it may change', async () => {
    await using namespace = await (await sharedCluster()).namespace();
    const at = await scene(namespace);
    await namespace.kubectl(['create', 'cm', 'banner', '--from-literal=text=open']);
    const spec = `
  handlers:
    - {name: close, action: patch, with: ${patched('closed')}}
    - {name: bad, type: shell, needs: [close], with: {command: ["false"]}}
  rollback:
    handlers:
      - {name: say, action: patch, with: ${patched('sorry')}}
`;
    await at.ada.push('handled', HEAD + spec);
    const planned = (await at.ada.atomctl(['plan', 'handled', '--json'], { env: at.env })).json();
    expect(planned.live.changes).toMatchObject([
      { step: 'close', effect: 'change' },
      { step: 'say', effect: 'unknown', object: { name: 'banner' }, why: 'only when the run is rolled back' },
    ]);
    const { error } = await run(at, 'handled', spec);

    expect(error.details.result).toBe('rolled-back');
    expect(await namespace.kubectl(['get', 'cm', 'banner', '-o', 'jsonpath={.data.text}'])).toBe('sorry');
  });

  it('a run whose process is killed is completed by the next, or undone as a whole', async () => {
    await using namespace = await (await sharedCluster()).namespace();
    const at = await scene(namespace);
    const objects = Array.from({ length: 30 }, (_, index) =>
      banner('up').replace('banner', `banner-${index}`),
    );
    const spec = `
  rollback: {auto: true}
  handlers:
    - {name: announce, action: apply, with: {manifest: [${objects.join(', ')}]}}
`;
    await at.ada.push('many', HEAD + spec);
    const count = async () =>
      (await namespace.kubectl(['get', 'cm', '-o', 'name']))
        .split('\n')
        .filter((name) => name.includes('banner')).length;
    const killed = async () => {
      const running = at.ada.start(['run', 'many', '--approve', '--reason', 'a test'], { env: at.env });
      while ((await count()) < 3) await Promise.race([running.result, sleep(20)]);
      running.kill('SIGKILL');
      await running.result;
      return at.ada.latest();
    };

    const resumed = await at.ada.atomctl(['runs', 'resume', await killed(), '--json'], { env: at.env });
    expect(resumed.json()).toMatchObject({ result: 'succeeded' });
    expect(await count()).toBe(30);
    await namespace.kubectl(['delete', 'cm', '--all']);

    const undone = await at.ada.atomctl(['runs', 'rollback', await killed(), '--json'], { env: at.env });
    expect(undone.json()).toMatchObject({ result: 'rolled-back', leftToDo: [] });
    expect(await count()).toBe(0);
  });
});
