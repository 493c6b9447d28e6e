import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RunId } from '../../src/model/run.ts';
import { author } from '../support/author.ts';
import { type FakeRedis, startFakeRedis } from '../support/fake-redis.ts';
import { databaseEngine, type OpenBao, startOpenBao } from '../support/openbao.ts';
import { part } from '../support/parts.ts';
import { openStage, type RunStage, resultOf } from '../support/run-stage.ts';

const program = part('openbao');

describe.skipIf(program === undefined)(
  'a credential with a lease of a real OpenBao (npm run parts openbao)',
  () => {
    let bao: OpenBao;
    let redis: FakeRedis;
    let stage: RunStage;

    beforeAll(async () => {
      bao = await startOpenBao(program ?? '');
      redis = await startFakeRedis();
      await databaseEngine(bao, redis.port);
    });
    afterAll(async () => {
      await bao?.[Symbol.asyncDispose]();
      await redis?.[Symbol.asyncDispose]();
    });
    beforeEach(async () => {
      stage = await openStage({ ...process.env, ...bao.env });
    });
    afterEach(() => stage[Symbol.asyncDispose]());

    /** Out of the journal: the run's owner forgets what nobody reads again. */
    const outputsOf = async (step: string, id: RunId) =>
      (await stage.events(id)).flatMap((event) =>
        event.type === 'step-done' && event.step === step ? [event.outputs] : [],
      )[0];
    const leaseOf = async (id: RunId) => String(leaseIn(await outputsOf('creds', id)));
    const isThere = async (lease: string) =>
      bao.ask('POST', 'sys/leases/lookup', { lease_id: lease }).then(
        () => true,
        () => false,
      );
    const removed = () => redis.commands.filter((command) => /deluser/i.test(command)).length;

    test('is used, renewed and revoked by steps', async () => {
      const before = removed();
      const { carried, run: id } = await stage.run({
        steps: `${creds('app')}
- name: use
  type: shell
  needs: [creds]
  with: {command: [sh, -c, 'test -s "$PW"'], files: {PW: "\${{ steps.creds.outputs.data.password }}"}}
- name: longer
  type: vault
  action: renew
  needs: [use]
  with: {lease: "\${{ steps.creds.outputs.lease.id }}", increment: 5m}
- name: end
  type: vault
  action: revoke
  needs: [longer]
  with: {lease: "\${{ steps.creds.outputs.lease.id }}"}`,
      });

      expect(resultOf(carried)).toBe('succeeded');
      expect(carried.view.steps.get('creds')?.outputs).toMatchObject({
        lease: { id: expect.stringMatching(/^database\/creds\/app\//), seconds: 60, renewable: true },
        references: { password: null, username: null },
      });
      expect(await outputsOf('longer', id)).toMatchObject({ lease: { seconds: 300 } });
      expect(await outputsOf('end', id)).toEqual({ lease: { id: await leaseOf(id), seconds: 0 } });
      expect(removed() - before).toBe(1);
    });

    test('outlives its time while a step goes on, and ends with its run', async () => {
      const before = removed();
      const { carried, run: id } = await stage.run({
        steps: `${creds('short')}
- {name: slow, type: shell, needs: [creds], with: {command: [sleep, "5"]}}
- name: still
  type: vault
  action: renew
  needs: [slow]
  with: {lease: "\${{ steps.creds.outputs.lease.id }}"}`,
      });

      expect(resultOf(carried)).toBe('succeeded');
      expect(await isThere(await leaseOf(id))).toBe(false);
      expect(removed() - before).toBe(1);
    });

    test('of a run that failed ends as well, and so do those of a list', async () => {
      const before = removed();
      const { carried } = await stage.run({
        steps: `
- {name: creds, type: vault, action: read, forEach: "[1, 2, 3]", with: {path: database/creds/app}}
- {name: bad, type: shell, needs: [creds], with: {command: ["false"]}}`,
      });

      expect(resultOf(carried)).toBe('failed');
      expect(removed() - before).toBe(3);
    });

    test('is kept where its step says so', async () => {
      const { run: id } = await stage.run({ steps: creds('app', ', keepLease: true') });

      expect(await isThere(await leaseOf(id))).toBe(true);
    });

    test('that is as old as it may become is named where its run fails', async () => {
      const { carried, run: id } = await stage.run({
        steps: `${creds('mortal')}
- {name: slow, type: shell, needs: [creds], with: {command: [sh, -c, 'sleep 5; exit 3']}}`,
      });

      expect(carried.view.ended?.reason).toMatch(/^slow: exited with 3; the lease database\/creds\/mortal\//);
      expect(carried.view.ended?.reason).toContain(`${await leaseOf(id)} of creds was not renewed: `);
    });

    test.each([
      ['resumes', ['resume'], 'failed'],
      ['cancels', ['cancel'], 'cancelled'],
    ])('is ended after a kill -9 by whoever %s the run', async (_, [verb = ''], result) => {
      const ada = await author();
      await ada.push('crash', CRASHES);
      const env = { ...bao.env };
      const started = ada.start(['run', 'crash', '--approve', '--reason', 'a test'], { env });
      await started.says('▸ middle');
      started.kill('SIGKILL');
      await started.result;
      const id = await ada.latest();
      const before = removed();
      await ada.atomctl(['runs', verb, id, '--json'], { env });
      const shown = await ada.atomctl(['runs', 'show', id, '--json']);

      expect(shown.json()).toMatchObject({ result, leftToDo: [] });
      expect(removed() - before).toBe(1);
      const [, lease = ''] = /"(database\/creds\/app\/[^"]+)"/.exec(shown.stdout) ?? [];
      expect(await isThere(lease)).toBe(false);
      if (verb !== 'resume') return;
      expect(shown.stdout).toContain('creds.password was made for this run and held in memory only');
      expect(shown.stdout).toContain(`--resume-from creds --run ${id}`);
    });

    test('is left to do by hand where Vault may not or cannot revoke it, and the run says so', async () => {
      const policy = 'path "database/creds/*" { capabilities = ["read"] }';
      const env = { ...process.env, ...bao.env, VAULT_TOKEN: await bao.tokenFor(policy) };
      await using own = await openStage(env);
      const { carried, run: id } = await own.run({ steps: creds('app') });

      expect(resultOf(carried)).toBe('succeeded-with-errors');
      const [event] = (await own.events(id)).filter(({ type }) => type === 'run-ended');
      expect(event).toMatchObject({
        leftToDo: [
          expect.stringMatching(
            /^End what creds was given: vault lease revoke database\/creds\/app\/\w+ \(Vault does not let this token/,
          ),
        ],
      });
    });

    test('fails its step as unavailable where Vault is sealed in the middle, and the run says so', async () => {
      await using own = await startOpenBao(program ?? '');
      await using ownStage = await openStage({ ...process.env, ...own.env });
      await own.ask('POST', 'secret/data/a', { data: { b: 'canary-4f7e21d9' } });
      const { carried } = await ownStage.run({
        inputs: { token: 'vault://secret/a#b' },
        steps: `
- {name: before, type: shell, with: {command: [sh, -c, 'test -s "$T"'], files: {T: "\${{ inputs.token }}"}}}
- name: seal
  type: shell
  needs: [before]
  with: {command: [curl, -s, -X, PUT, -H, "X-Vault-Token: ${own.token}", "${own.url}/v1/sys/seal"]}
- name: read
  type: vault
  action: read
  needs: [seal]
  retry: {attempts: 2, backoff: {initial: 10ms}, on: [unavailable]}
  with: {path: secret/a}
- {name: use, type: shell, needs: [seal], with: {command: ["true"], files: {T: "\${{ inputs.token }}"}}}`,
      });

      expect(resultOf(carried)).toBe('failed');
      expect(carried.view.steps.get('read')).toMatchObject({
        attempts: 2,
        error: { kind: 'unavailable', message: 'Vault is sealed (try: vault operator unseal)' },
      });
      expect(carried.view.steps.get('use')?.error).toEqual({
        kind: 'unavailable',
        message: 'vault://secret/a#b: Vault is sealed (try: vault operator unseal)',
      });
    });

    test('of a Vault that is sealed before the end is left to do by hand', async () => {
      await using own = await startOpenBao(program ?? '');
      await databaseEngine(own, redis.port);
      await using ownStage = await openStage({ ...process.env, ...own.env });
      const { carried } = await ownStage.run({
        steps: `${creds('short')}
- name: seal
  type: shell
  needs: [creds]
  with: {command: [curl, -s, -X, PUT, -H, "X-Vault-Token: ${own.token}", "${own.url}/v1/sys/seal"]}
- {name: slow, type: shell, needs: [seal], with: {command: [sh, -c, 'sleep 3; exit 3']}}`,
      });

      expect(carried.view.ended).toMatchObject({
        result: 'failed',
        reason: expect.stringMatching(
          /of creds was not renewed: Vault is sealed \(try: vault operator unseal\)$/,
        ),
        leftToDo: [expect.stringMatching(/vault lease revoke \S+ \(Vault is sealed/)],
      });
    });
  },
);

function creds(role: string, more = ''): string {
  return `
- name: creds
  type: vault
  action: read
  with: {path: database/creds/${role}${more}}`;
}

function leaseIn(outputs: unknown): unknown {
  const lease = typeof outputs === 'object' && outputs !== null && 'lease' in outputs ? outputs.lease : null;
  return typeof lease === 'object' && lease !== null && 'id' in lease ? lease.id : '';
}

const CRASHES = `
  runtime: {type: shell}
  validation: {limits: {timeout: 1m}}
  handlers:
    - name: creds
      type: vault
      action: read
      with: {path: database/creds/app}
    - name: middle
      needs: [creds]
      onInterrupt: retry
      with: {command: [sh, -c, '[ -e was ] || { touch was; sleep 30; }']}
    - name: use
      needs: [middle]
      with:
        command: [sh, -c, 'test -s "$PASSWORD"']
        files: {PASSWORD: "\${{ steps.creds.outputs.data.password }}"}
`;
