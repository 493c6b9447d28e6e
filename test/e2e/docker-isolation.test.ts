import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dockerSteps, said } from '../support/docker-steps.ts';
import { type Podman, podmanPart, startPodman } from '../support/podman.ts';

const tree = podmanPart();

describe.skipIf(tree === undefined)(
  'what holds a docker step, by a real podman (npm run parts podman)',
  () => {
    let podman: Podman;
    beforeAll(async () => {
      podman = await startPodman(tree ?? '');
    });
    afterAll(() => podman[Symbol.asyncDispose]());
    const { docker, sh } = dockerSteps(() => podman);

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
      for (const settings of [{ user: '1000:1000' }, { image: podman.userImage }]) {
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

    test('says of each limit that this engine does not enforce it', async () => {
      const { outcome } = await docker({
        command: ['sleep', '0.3'],
        limits: { cpu: '500m', memory: '64Mi', pids: 20 },
      });

      expect(outcome).toMatchObject({
        kind: 'done',
        outputs: { limits: { cpu: 'not enforced', memory: 'not enforced', pids: 'not enforced' } },
      });
    });
  },
);

function capabilities(text: string): readonly string[] | undefined {
  return text.match(/^Cap(?:Prm|Eff|Bnd|Amb):\t(\w+)$/gm)?.map((line) => line.slice(8));
}
