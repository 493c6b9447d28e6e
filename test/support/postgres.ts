import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { temporaryDirectory } from './cli.ts';
import { freePort } from './server.ts';

const SUPERUSER = 'postgres';
const PASSWORD = 'postgres-of-the-test';
const PATIENCE_MS = 30_000;

export interface TestPostgres extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
  /** Of its superuser, who signs in by this password wherever he comes from. */
  readonly user: string;
  readonly password: string;
  /** The folder of Postgres' own programs. */
  readonly programs: string;
  /** Runs statements as the superuser, or as somebody else; gives rows as lines, columns divided by |. */
  sql(text: string, as?: { database?: string; user?: string; password?: string }): Promise<string>;
  /** A dump of a database in the custom format. */
  dump(database: string, file: string): Promise<void>;
}

/** The real Postgres on a folder of its own. It refuses to be root: then it is another user in a namespace of users. */
export async function startPostgres(program: string, host = '127.0.0.1'): Promise<TestPostgres> {
  const programs = path.dirname(program);
  const home = temporaryDirectory('atomctl-postgres-');
  const data = path.join(home, 'data');
  await unprivileged(path.join(programs, 'initdb'), initArgs(home, data), { reject: true });
  const port = await freePort();
  const settings = [`listen_addresses=${host}`, 'fsync=off', `unix_socket_directories=${data}`];
  const args = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  const server = unprivileged(program, args, { reject: false });

  const sql: TestPostgres['sql'] = async (text, as = {}) => {
    const { database = 'postgres', user = SUPERUSER, password = PASSWORD } = as;
    const { stdout } = await execa(
      path.join(programs, 'psql'),
      ['-XAtq', '-v', 'ON_ERROR_STOP=1', '-f', '-'],
      {
        input: text,
        env: connection({ host, port, database, user, password }),
      },
    );
    return stdout;
  };
  const postgres: TestPostgres = {
    host,
    port,
    user: SUPERUSER,
    password: PASSWORD,
    programs,
    sql,
    async dump(database, file) {
      await execa(path.join(programs, 'pg_dump'), ['-Fc', '-f', file], {
        env: connection({ host, port, database, user: SUPERUSER, password: PASSWORD }),
      });
    },
    async [Symbol.asyncDispose]() {
      // An immediate shutdown: a SIGKILL would leave its processes and its shared memory.
      server.kill('SIGQUIT');
      await server;
    },
  };
  await untilReady(postgres);
  return postgres;
}

function initArgs(home: string, data: string): readonly string[] {
  const password = path.join(home, 'password');
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(password, PASSWORD, { mode: 0o600 });
  const plain = ['--no-sync', '--no-instructions', '--encoding=UTF8', '--locale=C'];
  return ['-D', data, '-U', SUPERUSER, '--auth=scram-sha-256', `--pwfile=${password}`, ...plain];
}

/** What root starts is nobody within, and still owns root's files; its process id is the program's own. */
function unprivileged(program: string, args: readonly string[], { reject }: { reject: boolean }) {
  const namespace = ['--user', '--map-user=65534', '--map-group=65534', program];
  const [file, words] =
    process.getuid?.() === 0 ? (['unshare', [...namespace, ...args]] as const) : ([program, args] as const);
  return execa(file, words, { reject, stdin: 'ignore', stdout: 'ignore', stderr: 'pipe' });
}

interface Connection {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
}

function connection({ host, port, database, user, password }: Connection): Record<string, string> {
  return { PGHOST: host, PGPORT: String(port), PGDATABASE: database, PGUSER: user, PGPASSWORD: password };
}

async function untilReady(postgres: TestPostgres): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; ; await sleep(50)) {
    try {
      await postgres.sql('select 1');
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
    }
  }
}
