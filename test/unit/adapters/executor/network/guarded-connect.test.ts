import type { LookupAddress } from 'node:dns';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Agent, buildConnector } from 'undici';
import {
  guardedConnect,
  guardedLookup,
  mayLeadTo,
} from '../../../../../src/adapters/executor/network/guarded-connect.ts';

describe('a declared name', () => {
  test.each([
    '127.0.0.1',
    '127.8.8.8',
    '0.0.0.0',
    '169.254.169.254',
    '100.100.100.200',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:169.254.169.254',
    'fe80::1',
    'fd00:ec2::254',
    '64:ff9b::a9fe:a9fe',
    '64:ff9b::7f00:1',
  ])('may not lead to %s', (address) => {
    expect(mayLeadTo('api.example.org', address)).toBe(false);
  });

  test.each([
    '93.184.216.34',
    '10.1.2.3',
    '192.168.0.7',
    '2606:2800:220:1::1',
    'fd12::1',
    '64:ff9b::5db8:d822',
  ])('may lead to %s: clusters and offices have such addresses', (address) => {
    expect(mayLeadTo('prometheus.monitoring.svc', address)).toBe(true);
  });
});

test('an address that was itself declared, and localhost, are meant', () => {
  expect(mayLeadTo('127.0.0.1', '127.0.0.1')).toBe(true);
  expect(mayLeadTo('[::1]', '::1')).toBe(true);
  expect(mayLeadTo('localhost', '127.0.0.1')).toBe(true);
  expect(mayLeadTo('web.localhost', '::1')).toBe(true);
  expect(mayLeadTo('notlocalhost', '127.0.0.1')).toBe(false);
});

describe('looking up', () => {
  test('gives the addresses that are allowed, and leaves the others out', async () => {
    const found = await lookUp('api.example.org', ['169.254.169.254', '93.184.216.34'], { all: true });

    expect(found).toEqual([{ address: '93.184.216.34', family: 4 }]);
  });

  test('fails where every address leads away, and says where to', async () => {
    await expect(lookUp('evil.example.org', ['127.0.0.1'], {})).rejects.toThrow(
      'evil.example.org leads to 127.0.0.1, an address of this machine or its link',
    );
  });

  test('gives one address to whom asks for one', async () => {
    expect(await lookUp('api.example.org', ['93.184.216.34'], {})).toBe('93.184.216.34');
  });
});

describe('connecting', () => {
  let server: Server;
  let port: number;
  beforeAll(async () => {
    server = createServer((_request, response) => response.end('reached'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server has one.
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(() => server.close());

  test('checks the address at which it arrived, whatever the lookup said', async () => {
    const agent = new Agent({ connect: guardedConnect(treacherous, 1000) });

    await expect(
      agent.request({ origin: `http://rebound.example.org:${port}`, path: '/', method: 'GET' }),
    ).rejects.toThrow('rebound.example.org leads to 127.0.0.1');
    await agent.destroy();
  });

  test('reaches what was declared as an address', async () => {
    const agent = new Agent({ connect: guardedConnect(buildConnector, 1000) });
    const { body } = await agent.request({ origin: `http://127.0.0.1:${port}`, path: '/', method: 'GET' });

    expect(await body.text()).toBe('reached');
    await agent.destroy();
  });
});

/** Connects as if the system's resolver answered differently the second time. */
const treacherous: typeof buildConnector = (options) =>
  buildConnector({
    ...options,
    lookup: (_host, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
  });

/** Through a resolver that gives these addresses. */
function lookUp(host: string, addresses: readonly string[], options: { all?: boolean }): Promise<unknown> {
  const found: LookupAddress[] = addresses.map((address) => ({
    address,
    family: address.includes(':') ? 6 : 4,
  }));
  const lookup = guardedLookup((_host, done) => done(null, found));
  return new Promise((resolve, reject) =>
    lookup(host, options, (error, address) => (error === null ? resolve(address) : reject(error))),
  );
}
