import type { StepOutcome } from '../../src/ports/executor.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dockerSteps, said } from '../support/docker-steps.ts';
import { ENGINES, startEngine, type TestEngine } from '../support/container-engine.ts';

for (const { name, there, enforces } of ENGINES) {
  describe.skipIf(!there)(`what holds a docker step, by a real ${name} (npm run parts ${name})`, () => {
    let engine: TestEngine;
    beforeAll(async () => {
      engine = await startEngine(name);
    });
    afterAll(() => engine[Symbol.asyncDispose]());
    const { docker, sh } = dockerSteps(() => engine);

    test('gets secrets by files that only it can read, and its log and outputs never show them', async () => {
      const secrets = [
        { name: 'token', value: 'correct-horse-battery' },
        { name: 'other', value: 'staple-and-more' },
      ];
      const settings = { files: { TOKEN: 'correct-horse-battery' }, env: { OTHER: 'staple-and-more' } };
      const program = 'stat -c "%a %u" "$TOKEN"; cat "$TOKEN"; echo; env; echo x > "$TOKEN"';
      const { outcome, context } = await sh(program, settings, { secrets });

      expect(said(outcome)).toMatch(/^600 0\n\[secret token\]\n/);
      expect(said(outcome)).toContain('TOKEN=/atomctl/files/TOKEN');
      expect(said(outcome)).toContain('OTHER=[secret other]');
      expect(JSON.stringify(outcome) + context.logged()).not.toMatch(/correct-horse|staple-and/);
      expect(said(outcome, 'stderr')).toContain('Read-only file system');
    });

    test('has no network', async () => {
      const { outcome } = await sh(
        'ls /sys/class/net; nc -w 1 127.0.0.1 22 </dev/null; nc -w 1 10.0.0.1 80 </dev/null',
      );

      expect(said(outcome).trim()).toBe('lo');
      expect(said(outcome, 'stderr')).toMatch(/unreachable/i);
    });

    test('has the network that it asks for, and only where the package declares what it calls', async () => {
      const settings = { command: ['ls', '/sys/class/net'], network: 'host' };
      const refused = await docker(settings);
      const { outcome } = await docker(settings, { egress: ['api.example.org:443'] });

      expect(refused.outcome).toMatchObject({
        error: { kind: 'refused', message: expect.stringContaining('egress') },
      });
      expect(said(outcome).trim().split(/\s+/).length).toBeGreaterThan(1);
    });

    test('cannot write into its image, and can into /tmp and the paths that it names', async () => {
      const { outcome } = await sh(
        'echo x > /etc/x; echo y > /tmp/y && echo z > /var/z && cat /tmp/y /var/z',
        {
          tmpfs: ['/var'],
        },
      );
      const { outcome: writable } = await sh('echo x > /etc/x && cat /etc/x', { readOnlyRoot: false });

      expect(said(outcome, 'stderr')).toContain('Read-only file system');
      expect(said(outcome)).toBe('y\nz\n');
      expect(said(writable)).toBe('x\n');
    });

    test('has no capabilities, and can get none', async () => {
      const { outcome } = await sh('cat /proc/self/status');
      const { outcome: one } = await sh('cat /proc/self/status', { capAdd: ['NET_BIND_SERVICE'] });

      expect(capabilities(said(outcome))).toEqual(Array.from({ length: 4 }, () => '0'.repeat(16)));
      expect(capabilities(said(one))?.[2]).toBe('0000000000000400');
      expect(said(outcome)).toMatch(/^NoNewPrivs:\t1$/m);
      expect(said(outcome)).toMatch(/^Seccomp:\t2$/m);
    });

    test('runs as another user where the step or the image says so, with the run’s folders open to it', async () => {
      const program =
        'id -u; cat "$TOKEN"; echo made > made && cat made; echo "{\\"ok\\": true}" > "$ATOMCTL_OUTPUT"';
      const files = { TOKEN: 'a token\n' };
      for (const settings of [{ user: '1000:1000' }, { image: engine.userImage }]) {
        const { outcome } = await sh(program, { ...settings, files });

        expect(said(outcome)).toBe('1000\na token\nmade\n');
        expect(outcome).toMatchObject({ kind: 'done', outputs: { ok: true } });
      }
    });

    test('is held to its ulimits', async () => {
      const { outcome } = await sh(
        'ulimit -n; ulimit -u; for i in 1 2 3 4 5 6 7 8 9; do sleep 1 & done; wait',
        {
          user: '1234',
          workdir: '/',
          ulimits: { nofile: 64, nproc: 5 },
        },
      );

      expect(said(outcome)).toBe('64\n5\n');
      expect(said(outcome, 'stderr')).toMatch(/can't fork|Resource temporarily unavailable/);
    });

    test('says of each limit whether this engine enforces it', async () => {
      const { outcome } = await docker({
        command: ['sleep', '0.5'],
        limits: { cpu: '500m', memory: '64Mi', pids: 20 },
      });

      const holds = enforces ? 'enforced' : 'not enforced';
      expect(outcome).toMatchObject({
        kind: 'done',
        outputs: { limits: { cpu: holds, memory: holds, pids: holds } },
      });
    });

    test('is held to its limits where they are said to be enforced, and only there', async () => {
      const { outcome: large } = await docker({
        command: ['sh', '-c', 'sleep 0.5; dd if=/dev/zero of=/dev/null bs=300M count=1'],
        limits: { memory: '32Mi' },
      });
      const { outcome: many } = await sh('for i in 1 2 3 4 5 6 7 8 9; do sleep 1 & done; wait', {
        limits: { pids: 5 },
      });

      expect(large.kind).toBe(enforces ? 'failed' : 'done');
      expect(large).toMatchObject({
        outputs: { limits: { memory: enforces ? 'enforced' : 'not enforced' } },
      });
      expect(reasonOf(large)).toBe(enforces ? 'was killed: it needed more than limits.memory' : '');
      expect(/can't fork|temporarily unavailable/.test(said(many, 'stderr'))).toBe(enforces);
    });
  });
}

function capabilities(text: string): readonly string[] | undefined {
  return text.match(/^Cap(?:Prm|Eff|Bnd|Amb):\t(\w+)$/gm)?.map((line) => line.slice(8));
}

function reasonOf(outcome: StepOutcome): string {
  return outcome.kind === 'failed' ? outcome.error.message.replace(/: .*?dd.*$/s, '') : '';
}
