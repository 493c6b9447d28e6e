import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Minio } from '../minio.ts';
import type { TestPostgres } from '../postgres.ts';

/** Names that a shell, a URL, XML and a checksum list each read in their own way. */
export const ODD_NAMES = [
  'a b.txt',
  '-rf',
  'sub/ümläut "quoted" & <x>',
  'sub/plus+(1)[2]{3}',
  'a: FAILED',
  '100%25',
];

const AT_ONCE = 16;

/** A backup of objects, as a job makes it: each object, and a manifest of their checksums at last. */
export async function backUpToS3(
  minio: Minio,
  { bucket, place, names }: { bucket: string; place: string; names: readonly string[] },
): Promise<void> {
  for (let from = 0; from < names.length; from += AT_ONCE) {
    const some = names.slice(from, from + AT_ONCE);
    await Promise.all(some.map((name) => minio.put(bucket, `${place}${name}`, contentOf(name))));
  }
  const lines = names.map((name) => `${sha256(contentOf(name))}  ./${name}\n`);
  await minio.put(bucket, `${place}SHA256SUMS`, lines.join(''));
}

function contentOf(name: string): string {
  return `the content of ${name}`;
}

/** What of a shop is in its database: every order has a customer, and every use a part of one of two partitions. */
const SHOP = `
  CREATE TYPE mood AS ENUM ('good', 'bad');
  CREATE TABLE customers (id int PRIMARY KEY, name text NOT NULL UNIQUE, mood mood DEFAULT 'good');
  CREATE SCHEMA "Odd Schema";
  CREATE TABLE "Odd Schema"."odd 'table" (id int PRIMARY KEY, note text);
  CREATE TABLE orders (id int PRIMARY KEY, customer int NOT NULL REFERENCES customers (id),
    odd int REFERENCES "Odd Schema"."odd 'table" (id));
  CREATE TABLE parts (id int, day date, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
  CREATE TABLE parts_early PARTITION OF parts FOR VALUES FROM ('2026-01-01') TO ('2026-06-01');
  CREATE TABLE parts_late PARTITION OF parts FOR VALUES FROM ('2026-06-01') TO ('2027-01-01');
  CREATE TABLE uses (id int PRIMARY KEY, part int, day date, FOREIGN KEY (part, day) REFERENCES parts (id, day));
  INSERT INTO customers SELECT i, 'customer ' || i FROM generate_series(1, 100) i;
  INSERT INTO "Odd Schema"."odd 'table" VALUES (1, 'x');
  INSERT INTO orders SELECT i, 1 + i % 100, CASE WHEN i % 2 = 0 THEN 1 END FROM generate_series(1, 5000) i;
  INSERT INTO parts SELECT i, date '2026-01-01' + i FROM generate_series(1, 300) i;
  INSERT INTO uses SELECT i, i, date '2026-01-01' + i FROM generate_series(1, 300) i;
  CREATE ROLE cashier; ALTER TABLE customers ENABLE ROW LEVEL SECURITY;
  CREATE POLICY own ON customers TO cashier USING (true);
  CREATE MATERIALIZED VIEW sums AS SELECT count(*) FROM orders;
  CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not while it is restored'; END $$;
  CREATE TRIGGER refuse BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION refuse();
`;

/** The database `shop`; `also` is done to it before it is backed up. */
export async function makeShop(postgres: TestPostgres, also = ''): Promise<void> {
  await postgres.sql('DROP DATABASE IF EXISTS shop; DROP ROLE IF EXISTS cashier');
  await postgres.sql('CREATE DATABASE shop');
  await postgres.sql(SHOP + also, { database: 'shop' });
}

/** A folder with a dump of the shop, and the checksum list beside it. */
export async function dumpShop(postgres: TestPostgres, folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, "shop's night.dump");
  await postgres.dump('shop', file);
  vouchFor(file);
  return file;
}

/** Writes the checksum list of a file beside it, as it is now. */
export function vouchFor(file: string): void {
  const line = `${sha256(readFileSync(file))}  ${path.basename(file)}\n`;
  writeFileSync(path.join(path.dirname(file), 'SHA256SUMS'), line);
}

function sha256(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
