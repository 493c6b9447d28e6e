import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import type { TestCluster } from '../cluster.ts';
import { NODE_ADDRESS } from '../cluster/node/addresses.ts';
import { addImage } from '../cluster/node/add-image.ts';
import { inNode } from '../cluster/node/in-node.ts';
import { clusterTree } from '../cluster/place.ts';
import { type OpenBao, startOpenBao } from '../openbao.ts';
import { startPostgres, type TestPostgres } from '../postgres.ts';
import { psqlImage } from './psql-image.ts';

/** A Postgres that pods reach, and a Vault that makes its users. */
export interface Rotation extends AsyncDisposable {
  readonly bao: OpenBao;
  readonly postgres: TestPostgres;
  /** Where pods reach Postgres. */
  readonly host: string;
  /** An image with psql. */
  readonly image: string;
  /** The users that Vault has made and not removed. */
  users(): Promise<readonly string[]>;
}

/** What the token of the run may do, as the README of the playbook says. */
export const MAY = `
path "database/creds/*" { capabilities = ["read"] }
path "sys/leases/revoke" { capabilities = ["update"] }
path "auth/token/create-orphan" { capabilities = ["update"] }
path "auth/token/revoke-accessor" { capabilities = ["update"] }`;

const LOGIN = `CREATE ROLE "{{name}}" LOGIN PASSWORD '{{password}}' VALID UNTIL '{{expiration}}'`;
const READ = 'GRANT SELECT ON orders TO "{{name}}"';

/** On a cluster that was built here, with a real kubelet. Credentials of `broken` may not read what the workload reads. */
export async function startRotation(
  cluster: TestCluster,
  programs: { readonly openbao: string; readonly postgres: string },
): Promise<Rotation> {
  await using held = new AsyncDisposableStack();
  const home = path.dirname(cluster.kubeconfig);
  const postgres = held.use(await startPostgres(programs.postgres));
  const bao = held.use(await startOpenBao(programs.openbao));
  await postgres.sql('create table orders (id int); insert into orders values (1)');
  await bao.ask('POST', 'sys/mounts/database', { type: 'database' });
  await bao.ask('POST', 'database/config/shop', {
    plugin_name: 'postgresql-database-plugin',
    allowed_roles: '*',
    connection_url: `postgresql://{{username}}:{{password}}@127.0.0.1:${postgres.port}/postgres?sslmode=disable`,
    username: postgres.user,
    password: postgres.password,
  });
  for (const [name, creation_statements] of [
    ['app', [LOGIN, READ]],
    ['broken', [LOGIN]],
  ] as const) {
    const role = { db_name: 'shop', creation_statements, default_ttl: '1h', max_ttl: '24h' };
    await bao.ask('POST', `database/roles/${name}`, role);
  }
  held.defer(await joinNode(home, postgres.port));
  const image = addImage(home, (root) => psqlImage(path.dirname(programs.postgres), root));
  const ends = held.move();
  return {
    bao,
    postgres,
    host: NODE_ADDRESS,
    image,
    async users() {
      const named = await postgres.sql("select usename from pg_user where usename like 'v-%' order by 1");
      return named.split('\n').filter((name) => name !== '');
    },
    [Symbol.asyncDispose]: () => ends.disposeAsync(),
  };
}

/** Lets pods reach a port of this host's loopback at the node's address; gives what ends it. */
async function joinNode(home: string, port: number): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'atomctl-fwd-'));
  const between = `unix:${path.join(folder, 'socket')}`;
  const fwd = path.join(clusterTree() ?? '', 'fwd');
  const options = { reject: false, stdio: 'ignore' } as const;
  const [nsenter = '', ...within] = inNode(home, ['net']);
  const both = [
    execa(fwd, [between, `tcp:127.0.0.1:${port}`], options),
    execa(nsenter, [...within, fwd, `tcp:${NODE_ADDRESS}:${port}`, between], options),
  ];
  return async () => {
    for (const one of both) one.kill('SIGKILL');
    await Promise.all(both);
    rmSync(folder, { recursive: true, force: true });
  };
}
