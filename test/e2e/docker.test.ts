import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dockerSteps, said } from '../support/docker-steps.ts';
import { serveImage } from '../support/image-registry.ts';
import { ENGINES, startEngine, type TestEngine } from '../support/container-engine.ts';
import { stepContext } from '../support/step-context.ts';

for (const { name, there } of ENGINES) {
  describe.skipIf(!there)(`a docker step, by a real ${name} (npm run parts ${name})`, () => {
    let engine: TestEngine;
    beforeAll(async () => {
      engine = await startEngine(name);
    });
    afterAll(() => engine[Symbol.asyncDispose]());
    const { docker, sh } = dockerSteps(() => engine);

    test('runs a command: argv as it is written, its exit code, its streams, the id of its image', async () => {
      const { outcome, context } = await docker({
        command: ['printf', '%s|', '$HOME', 'a b', '; rm -rf x', '*'],
      });

      expect(outcome).toEqual({
        kind: 'done',
        outputs: {
          exitCode: 0,
          stdout: '$HOME|a b|; rm -rf x|*|',
          stderr: '',
          image: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
          limits: {},
        },
      });
      expect(context.logged()).toBe('$HOME|a b|; rm -rf x|*|');
    });

    test('fails with the last line that it said', async () => {
      const { outcome } = await sh('echo first >&2; echo no such host >&2; exit 3');

      expect(outcome).toMatchObject({
        kind: 'failed',
        error: { kind: 'failed', message: 'exited with 3: no such host' },
        outputs: { exitCode: 3, stderr: 'first\nno such host\n' },
      });
    });

    test('that cannot be started says why', async () => {
      const { outcome: program } = await docker({ command: ['no-such-program-here'] });
      const { outcome: user } = await docker({ command: ['true'], user: 'nobody-here' });

      expect(program).toMatchObject({
        kind: 'failed',
        error: { message: expect.stringContaining('No such file') },
      });
      expect(user).toMatchObject({
        kind: 'failed',
        error: { kind: 'failed', message: expect.stringMatching(/^cannot be started: .*nobody-here/) },
        outputs: { exitCode: 126 },
      });
    });

    test('reads its standard input to its end', async () => {
      const { outcome } = await docker({ command: ['wc', '-c'], stdin: 'x'.repeat(300_000) });

      expect(said(outcome).trim()).toBe('300000');
    });

    test('has an entry point in place of the image’s own', async () => {
      const { outcome } = await docker({ entrypoint: ['echo', 'first'], command: ['second'] });

      expect(said(outcome)).toBe('first second\n');
    });

    test('hands back what it wrote to $ATOMCTL_OUTPUT, held to what it declares', async () => {
      const declared = { n: { type: 'array' } };
      const command = ['sh', '-c', `echo '{"n": [1], "exitCode": 7}' > "$ATOMCTL_OUTPUT"`];
      const { outcome } = await docker({ command }, {}, declared);
      const wrong = await docker({ command: ['true'] }, {}, declared);

      expect(outcome).toMatchObject({ kind: 'done', outputs: { n: [1], exitCode: 0 } });
      expect(wrong.outcome).toMatchObject({ error: { message: expect.stringContaining('not as declared') } });
    });

    test('shares the work folder with the run, and reads the package, which it cannot change', async () => {
      const context = stepContext();
      writeFileSync(path.join(context.workFolder, 'given'), 'from before\n');
      writeFileSync(path.join(context.packageFolder, 'script'), 'of the package\n');
      const { outcome } = await sh(
        'pwd; cat given "$ATOMCTL_PACKAGE/script"; echo made > made; echo x > "$ATOMCTL_PACKAGE/script"',
        {},
        context,
      );
      const { outcome: next } = await sh('cat made', {}, context);

      expect(said(outcome)).toBe('/atomctl/work\nfrom before\nof the package\n');
      expect(said(outcome, 'stderr')).toContain('Read-only file system');
      expect(said(next)).toBe('made\n');
    });

    test('keeps the last 64 KiB of a stream, logs no more than it may, and never as frames', async () => {
      const { outcome, context } = await sh('yes x | head -c 3000000; echo end', {}, { outputBytes: 1000 });

      expect(said(outcome)).toHaveLength(64 * 1024);
      expect(said(outcome).endsWith('x\nend\n')).toBe(true);
      expect(context.logged()).toBe(
        `${'x\n'.repeat(500)}[atomctl] output beyond limits.outputBytes (1000 B) is not kept\n`,
      );
      expect(outcome).toMatchObject({ outputs: { droppedBytes: 2_999_004 } });
    });

    test('says which image is missing, the one that was probably meant, and how to bring it', async () => {
      const { outcome } = await docker({ image: 'localhost/bussybox:test', command: ['true'] });

      expect(outcome).toMatchObject({
        error: {
          kind: 'failed',
          message:
            'the engine has no image localhost/bussybox:test; did you mean localhost/busybox:test? (bring it with: docker pull localhost/bussybox:test)',
        },
      });
    });

    test('fetches a missing image, by its tag or its digest, and only when told to', async () => {
      await using registry = await serveImage(engine.registry, engine.rootfs);
      const command = ['echo', 'from the registry'];
      const untold = await docker({ image: registry.pinned, command });
      const { outcome: byTag } = await docker({ image: registry.image, command, pull: 'missing' });
      const { outcome: byDigest } = await docker({ image: registry.pinned, command, pull: 'missing' });
      const wrong = registry.pinned.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
      const { outcome: other } = await docker({ image: wrong, command, pull: 'missing' });

      expect(untold.outcome).toMatchObject({
        error: { message: expect.stringContaining('the engine has no image') },
      });
      expect(said(byTag)).toBe('from the registry\n');
      expect(said(byDigest, 'image')).toBe(said(byTag, 'image'));
      expect(other).toMatchObject({
        error: { kind: 'unavailable', message: expect.stringContaining('cannot be fetched') },
      });
    });

    test('says so when a missing image cannot be fetched', async () => {
      const settings = { image: 'localhost:1/none:1', command: ['true'], pull: 'missing' };

      expect((await docker(settings)).outcome).toMatchObject({
        error: {
          kind: 'unavailable',
          message: expect.stringMatching(/^localhost:1\/none:1 cannot be fetched: ./),
        },
      });
    });
  });
}
