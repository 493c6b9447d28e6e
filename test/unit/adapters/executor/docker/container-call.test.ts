import { describe, expect, test } from 'vitest';
import { containerCall } from '../../../../../src/adapters/executor/docker/container-call.ts';
import { containerName } from '../../../../../src/adapters/executor/docker/create-body.ts';
import { containerUser } from '../../../../../src/adapters/executor/docker/container-user.ts';
import { engineAddress } from '../../../../../src/adapters/executor/docker/engine-address.ts';

describe('the settings of a container', () => {
  test('are the narrowest where nothing is said', () => {
    expect(containerCall({ image: 'web' }, [])).toEqual({
      image: 'web',
      pull: false,
      entrypoint: undefined,
      command: undefined,
      env: {},
      files: {},
      stdin: undefined,
      user: undefined,
      workdir: '/atomctl/work',
      network: 'none',
      volumes: [],
      tmpfs: [],
      readOnlyRoot: true,
      capAdd: [],
      limits: {},
      ulimits: { nofile: 1024, nproc: 16_384 },
    });
  });

  test('are in the engine’s units', () => {
    const settings = {
      image: 'web',
      limits: { cpu: '1.5', memory: '2Gi', pids: '100' },
      ulimits: { nofile: 64 },
      capAdd: ['CAP_CHOWN'],
      volumes: ['/var/log:/logs:ro', 'data:/data'],
    };

    expect(containerCall(settings, [])).toMatchObject({
      limits: { nanoCpus: 1.5e9, memory: 2 ** 31, pids: 100 },
      ulimits: { nofile: 64, nproc: 16_384 },
      capAdd: ['CHOWN'],
      volumes: [
        { source: '/var/log', target: '/logs', readOnly: true },
        { source: 'data', target: '/data', readOnly: false },
      ],
    });
  });

  test.for([
    ['no image', { image: '' }],
    ['a network without declared egress', { network: 'bridge' }],
    ['the network of another container', { network: 'container:web' }],
    ['a volume that a value widens', { volumes: ['/data:/host:/data:ro'] }],
    ['a volume that a value makes writable', { volumes: ['/etc:/x:rw:ro'] }],
    ['a relative source', { volumes: ['../etc:/x'] }],
    ['a target that leads elsewhere', { volumes: ['/data:/x/../etc'] }],
    ['a relative tmpfs', { tmpfs: ['run'] }],
    ['a relative workdir', { workdir: 'src' }],
    ['what is no capability', { capAdd: ['NET ADMIN'] }],
    ['no CPU', { limits: { cpu: '0' } }],
    ['what is no memory', { limits: { memory: 'much' } }],
    ['no processes', { limits: { pids: 0 } }],
    ['half an open file', { ulimits: { nofile: '1.5' } }],
    ['a NUL in argv', { command: ['a\0b'] }],
  ] as const)('are refused for %s', ([, settings]) => {
    expect(() => containerCall({ image: 'web', ...settings }, [])).toThrow(
      expect.objectContaining({ kind: 'refused' }),
    );
  });
});

describe('a container', () => {
  test('has a name that its run, step and attempt give, and no other has', () => {
    const names = ['run_a/build', 'run_a/rollback/build', 'run_a/build[0]', 'run_a/build_0_'].map((key) =>
      containerName({ idempotencyKey: key, attempt: 2 }),
    );

    expect(names[0]).toBe('atomctl.run_a.build.2');
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/);
  });

  test.for([
    ['this user', { own: { uid: 1000, gid: 100 } }, { user: '1000:100', stranger: null }],
    ['the image’s own, for root', { own: { uid: 0, gid: 0 } }, { user: '', stranger: null }],
    [
      'the image’s ordinary user, for root',
      { own: { uid: 0, gid: 0 }, image: 'ada' },
      { user: '', stranger: 'ada' },
    ],
    ['whom the step names', { own: { uid: 0, gid: 0 }, named: '7:7' }, { user: '7:7', stranger: '7:7' }],
    [
      'root of a rootless engine, who is this user',
      { own: { uid: 1000, gid: 100 }, info: { SecurityOptions: ['name=seccomp', 'name=rootless'] } },
      { user: '0:0', stranger: null },
    ],
  ] as const)('runs as %s', ([, sources, user]) => {
    expect(containerUser({ named: undefined, image: '', info: {}, ...sources })).toEqual(user);
  });
});

describe('the address of an engine', () => {
  test('is a socket, or a port of this machine', () => {
    expect(engineAddress('unix:///run/x.sock')?.options).toEqual({ socketPath: '/run/x.sock' });
    expect(engineAddress('tcp://127.0.0.1')?.options).toEqual({ host: '127.0.0.1', port: '2375' });
    expect(engineAddress('tcp://[::1]:99')?.options).toEqual({ host: '::1', port: '99' });
  });

  test.for(['tcp://192.0.2.1:2375', 'tcp://localhost.example.org:1', 'ssh://root@host', 'unix://run/x', 'x'])(
    'is not %s',
    (host) => {
      expect(() => engineAddress(host)).toThrow('an engine is spoken to at unix:///PATH');
    },
  );
});
