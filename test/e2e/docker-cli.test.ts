import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Author, author } from '../support/author.ts';
import { ENGINES, startEngine, type TestEngine } from '../support/container-engine.ts';
import { containersOf } from '../../src/adapters/executor/docker/container.ts';

const LIMITS = 'validation: {limits: {timeout: 2m, memory: 32Mi}}';

for (const { name, there, enforces } of ENGINES) {
  describe.skipIf(!there)(`docker steps at the terminal, by a real ${name} (npm run parts ${name})`, () => {
    let engine: TestEngine;
    let ada: Author;
    let env: Record<string, string>;
    beforeAll(async () => {
      engine = await startEngine(name);
      ada = await author();
      env = { DOCKER_HOST: engine.host };
    });
    afterAll(() => engine[Symbol.asyncDispose]());
    const step = (more: string) =>
      `- {name: report, type: docker, with: {image: "${engine.image}", ${more}}}`;

    test('are found by doctor, planned with what is not enforced, and run with their outputs', async () => {
      const doctor = await ada.atomctl(['doctor', '--json'], { env });
      const spec = `
  runtime: {type: docker}
  inputs: {type: object, properties: {month: {type: string, default: May}}}
  handlers:
    - name: report
      with: {image: "${engine.image}", command: [echo, "\${{ inputs.month }}"]}
  ${LIMITS}
`;
      await ada.push('report', spec);
      const plan = (await ada.atomctl(['plan', 'report', '--json'], { env })).json();
      const shown = await ada.atomctl(['plan', 'report'], { env });
      const run = (
        await ada.atomctl(['run', 'report', '--approve', '--reason', 'a test', '--json'], { env })
      ).json();

      expect(doctor.json().checks).toContainEqual(
        expect.objectContaining({ name: 'container engine', state: 'ok', detail: `${engine.host} answers` }),
      );
      const loose = 'limits.memory 32Mi for report: this container engine cannot';
      expect(plan.notEnforced.includes(loose)).toBe(!enforces);
      expect(shown.stdout).toContain(`${engine.image} $ echo May`);
      expect(shown.stdout).toContain('network: none');
      expect(shown.stdout).toContain('limits: memory 32Mi');
      expect(run).toMatchObject({
        result: 'succeeded',
        steps: [
          {
            name: 'report',
            outputs: { stdout: 'May\n', exitCode: 0, image: expect.stringContaining('sha256:') },
          },
        ],
      });
    });

    test('are ended by ^C, which leaves no container, and resumed by a person', async () => {
      const steps = step('command: [sh, -c, "echo begun; sleep 60"]');
      const running = ada.start(ada.runArgs(steps, LIMITS), { env });
      while ((await containersOf(await engine.api())).length === 0)
        await Promise.race([running.result, pause()]);
      running.kill('SIGINT');
      const interrupted = await running.result;

      expect(interrupted.exitCode).not.toBe(0);
      expect(interrupted.stderr).toContain('atomctl runs resume');
      expect(await containersOf(await engine.api())).toEqual([]);
      const resumed = await ada.atomctl(['runs', 'resume', await ada.latest(), '--json'], { env });
      expect(resumed.json().error).toMatchObject({ code: 'ATOM_RUN_WAITING' });
    });

    test('fail with the reason and the command that helps', async () => {
      const missing = await ada.atomctl(
        ada.runArgs(step('command: [x]').replace('busybox:test', 'none:1'), LIMITS),
        { env },
      );
      const refused = await ada.atomctl(ada.runArgs(step('network: bridge'), LIMITS), { env });
      const away = await ada.atomctl(ada.runArgs(step('command: [x]'), LIMITS), {
        env: { DOCKER_HOST: 'unix:///nowhere.sock' },
      });

      expect(missing.exitCode).toBe(1);
      expect(missing.stderr).toContain('docker pull localhost/none:1');
      expect(refused.exitCode).toBe(6);
      expect(refused.stderr).toContain('validation.network.egress declares nothing');
      expect(away.exitCode).toBe(1);
      expect(away.stderr).toContain(
        'the container engine unix:///nowhere.sock does not answer (nothing is there)',
      );
    });
  });
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}
