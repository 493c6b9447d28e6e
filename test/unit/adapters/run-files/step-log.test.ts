import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  appendFileSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { CHUNK_BYTES } from '../../../../src/adapters/run-files/chunk-files.ts';
import { runLogs } from '../../../../src/adapters/run-files/read-logs.ts';
import { openStepLog } from '../../../../src/adapters/run-files/step-log.ts';
import type { LogStream } from '../../../../src/ports/run-host.ts';
import { temporaryDirectory } from '../../../support/cli.ts';
import { loggedBytes, loggedText } from '../../../support/logs.ts';

const A = { phase: 'steps', step: 'a', attempt: 1 } as const;
let home: string;
let folder: string;
beforeEach(() => {
  home = temporaryDirectory();
  folder = path.join(home, 'logs', 'run_a');
});

describe('the log of a step', () => {
  test('is kept byte for byte in chunks that are named by their digests', async () => {
    const bytes = randomBytes(3.5 * CHUNK_BYTES);
    writeLog(folder, bytes, 100_000);

    expect((await loggedBytes(folder)).equals(bytes)).toBe(true);
    const chunks = [0, 1, 2, 3].map((at) => bytes.subarray(at * CHUNK_BYTES, (at + 1) * CHUNK_BYTES));
    expect(new Map(chunkFiles().map((file) => [path.basename(file), statSync(file).size]))).toEqual(
      new Map(chunks.map((chunk) => [createHash('sha256').update(chunk).digest('hex'), chunk.length])),
    );
    expect(readdirSync(folder).toSorted()).toEqual(['a.1.index', 'index.jsonl']);
  });

  test('that is short stands in its index, and in no other file; what is no text has a file', async () => {
    const text = '\u{feff}done: "\0" \u2028 ✔\n'.repeat(50);
    writeLog(folder, Buffer.from(text), 4000);
    const binary = path.join(home, 'logs', 'run_b');
    writeLog(binary, Buffer.from([0xff, 0xfe]), 2);

    expect(await loggedText(folder)).toBe(text);
    expect(await loggedBytes(binary)).toEqual(Buffer.from([0xff, 0xfe]));
    expect(readdirSync(folder).toSorted()).toEqual(['a.1.index', 'index.jsonl']);
    expect(chunkFiles()).toHaveLength(1);

    const index = path.join(folder, 'a.1.index');
    writeFileSync(index, readFileSync(index, 'utf8').replace('done', 'gone'));
    await expect(loggedBytes(folder)).rejects.toMatchObject({
      code: 'ATOM_STORE_DAMAGED',
      message: expect.stringContaining(index),
    });
  });

  test('that outgrows its index goes on in chunks', async () => {
    const log = openStepLog(folder, A);
    const texts = Array.from({ length: 200 }, (_, line) => `${line}\n`.repeat(20));
    for (const [line, text] of texts.entries())
      log.write(line % 3 === 0 ? 'stderr' : 'stdout', Buffer.from(text));
    for (const when of ['while it is written', 'when it has ended']) {
      if (when === 'when it has ended') log.close();
      expect([when, await loggedText(folder)]).toEqual([when, texts.join('')]);
    }

    expect(await loggedText(folder, { stream: 'stderr' })).toBe(
      texts.filter((_, line) => line % 3 === 0).join(''),
    );
    expect(statSync(path.join(folder, 'a.1.index')).size).toBeLessThan(30_000);
  });

  test('is there once, whoever writes the same', async () => {
    const bytes = randomBytes(1.5 * CHUNK_BYTES);
    writeLog(folder, bytes, 65_536);
    writeLog(path.join(home, 'logs', 'run_b'), bytes, 1_000_000);

    expect(chunkFiles()).toHaveLength(2);
    expect((await loggedBytes(path.join(home, 'logs', 'run_b'))).equals(bytes)).toBe(true);
  });

  test('can be read before it ends, also while its tail becomes a chunk', async () => {
    const log = openStepLog(folder, A);
    log.write('stdout', Buffer.from('one '));
    expect(await loggedText(folder)).toBe('one ');
    log.write('stdout', Buffer.from('two'));
    const opened = await runLogs.open(folder, A, null);
    log.close();

    const parts = await Array.fromAsync(opened.read(0, opened.bytes));
    expect(Buffer.concat(parts).toString()).toBe('one two');
    expect([opened.ended, (await runLogs.open(folder, A, null)).ended]).toEqual([false, true]);
  });

  test('knows which stream said what', async () => {
    const log = openStepLog(folder, A);
    const said: readonly (readonly [LogStream, string])[] = [
      ['stdout', 'a'.repeat(CHUNK_BYTES - 1)],
      ['stderr', 'bb'],
      ['stdout', 'cc'],
      ['note', 'dd'],
      ['stderr', 'ee'],
    ];
    for (const [stream, text] of said) log.write(stream, Buffer.from(text));

    for (const when of ['while it is written', 'when it has ended']) {
      if (when === 'when it has ended') log.close();
      expect([when, await loggedText(folder, { stream: 'stderr' })]).toEqual([when, 'bbee']);
      expect(await loggedText(folder, { stream: 'stderr', from: 1, to: 3 })).toBe('be');
      expect(await loggedText(folder, { stream: 'stdout', from: CHUNK_BYTES - 2 })).toBe('acc');
      expect(await loggedText(folder, { from: CHUNK_BYTES - 1 })).toBe('bbccddee');
    }
  });

  test('does not grow an index without end for streams that take turns', async () => {
    const log = openStepLog(folder, A);
    for (let turn = 0; turn < 120_000; turn += 1) {
      log.write(turn % 2 === 0 ? 'stdout' : 'stderr', Buffer.from('x'));
    }
    log.close();

    expect(statSync(path.join(folder, 'a.1.index')).size).toBeLessThan(4_000_000);
    expect(await loggedText(folder, { stream: 'stdout' })).toHaveLength(50_000);
    expect(await loggedText(folder)).toHaveLength(120_000);
  });

  test('gives any part of itself, of any stream', async () => {
    const piece = fc.tuple(fc.constantFrom('stdout', 'stderr', 'note'), fc.uint8Array({ maxLength: 20 }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 12 }),
        fc.nat(60),
        fc.nat(60),
        async (pieces, from, to) => {
          const where = path.join(temporaryDirectory(), 'logs', 'run_a');
          const log = openStepLog(where, A);
          for (const [stream, bytes] of pieces) log.write(stream, bytes);
          log.close();
          for (const stream of ['stdout', 'stderr', 'note', null] as const) {
            const all = Buffer.concat(
              pieces.flatMap(([of, bytes]) => (stream === null || of === stream ? [bytes] : [])),
            );

            expect(await loggedBytes(where, { stream, from, to })).toEqual(all.subarray(from, to));
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('is read no further than it is asked for', async () => {
    const bytes = randomBytes(3 * CHUNK_BYTES);
    writeLog(folder, bytes, 65_536);
    const wanted = createHash('sha256')
      .update(bytes.subarray(CHUNK_BYTES, 2 * CHUNK_BYTES))
      .digest('hex');
    for (const file of chunkFiles()) if (path.basename(file) !== wanted) rmSync(file);

    const part = await loggedBytes(folder, { from: CHUNK_BYTES + 5, to: 2 * CHUNK_BYTES });
    expect(part.equals(bytes.subarray(CHUNK_BYTES + 5, 2 * CHUNK_BYTES))).toBe(true);
  });

  test.each([
    ['changed', (file: string) => writeFileSync(file, 'x')],
    ['cut off', (file: string) => truncateSync(file, 5)],
    ['gone', (file: string) => rmSync(file)],
  ])(
    'names a chunk that is %s, gives what is behind it, and is whole again when it is written again',
    async (_, harm) => {
      const bytes = randomBytes(1.5 * CHUNK_BYTES);
      writeLog(folder, bytes, 65_536);
      const first = chunkFiles().find((file) => statSync(file).size === CHUNK_BYTES) ?? '';
      harm(first);

      await expect(loggedBytes(folder)).rejects.toMatchObject({
        code: 'ATOM_STORE_DAMAGED',
        message: expect.stringContaining(first),
        details: { ...A, intactFrom: CHUNK_BYTES },
      });
      expect((await loggedBytes(folder, { from: CHUNK_BYTES })).equals(bytes.subarray(CHUNK_BYTES))).toBe(
        true,
      );

      writeLog(path.join(home, 'logs', 'run_b'), bytes, 65_536);
      expect((await loggedBytes(folder)).equals(bytes)).toBe(true);
    },
  );

  test('of a probe follows what its attempt wrote before the crash', async () => {
    openStepLog(folder, A).write('stdout', Buffer.from('before '));
    const index = path.join(folder, 'a.1.index');
    appendFileSync(index, '{"at":0,"bytes":7,"chu');
    expect(await loggedText(folder)).toBe('before ');
    const probe = openStepLog(folder, A);
    probe.write('stdout', Buffer.from('after'));
    probe.close();

    expect(await loggedText(folder)).toBe('before after');
    expect(await runLogs.list(folder, 0)).toEqual([A]);
    expect(readFileSync(index, 'utf8')).toContain('"chu\n{');
  });

  test('loses nothing that was written when its process is killed, and holds nothing else', async () => {
    const script = path.resolve('test/fixtures/endless-log.ts');
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      const where = path.join(home, 'logs', `run_${attempt}`);
      const child = spawn(process.execPath, [script, where, '1'], { stdio: ['ignore', 'pipe', 'inherit'] });
      let said = '';
      child.stdout.on('data', (text) => {
        said += String(text);
        if (said.length > attempt * 300) child.kill('SIGKILL');
      });
      await once(child, 'close');
      const written = Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1));
      const bytes = await loggedBytes(where);
      const stream = await loggedBytes(where, { stream: 'stderr' });

      expect(bytes.length).toBeGreaterThanOrEqual(written);
      expect(bytes.toString()).toBe(lines(bytes.length));
      expect(
        new Set(
          stream
            .toString()
            .split('\n')
            .filter((line) => Number(line) % 2 === 0),
        ),
      ).toEqual(new Set(['']));
    }
  });
});

function lines(length: number): string {
  const texts: string[] = [];
  for (let line = 0, bytes = 0; bytes < length; line += 1) {
    const text = `${line}\n`.repeat(3000);
    texts.push(text);
    bytes += text.length;
  }
  return texts.join('').slice(0, length);
}

function writeLog(where: string, bytes: Buffer, pieces: number): void {
  const log = openStepLog(where, A);
  for (let at = 0; at < bytes.length; at += pieces) log.write('stdout', bytes.subarray(at, at + pieces));
  log.close();
}

function chunkFiles(): string[] {
  return readdirSync(path.join(home, 'logs', 'chunks'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted((a, b) => (path.basename(a) < path.basename(b) ? -1 : 1));
}
