import type { Kysely, Transaction } from 'kysely';
import type { Digest } from '../../base/digest.ts';
import { AtomError } from '../../base/errors.ts';
import type { JsonObject } from '../../base/json.ts';
import type { AuditHead } from '../../model/audit.ts';
import type { FurtherSignature, StoredPackage } from '../../model/stored-package.ts';
import { MAX_SIGNATURES } from '../../model/trust.ts';
import type { Blobs } from '../../ports/blobs.ts';
import type { DryRunRecord, KeptPackage, Registry } from '../../ports/registry.ts';
import type { SqlAuditLog } from './audit-log.ts';
import { behind, pageOf } from './page.ts';
import type { Tables, WorkflowRow } from './tables.ts';

export class SqlRegistry implements Registry {
  readonly #db: Kysely<Tables>;
  readonly #audit: SqlAuditLog;
  readonly #blobs: Blobs;

  constructor(db: Kysely<Tables>, audit: SqlAuditLog, blobs: Blobs) {
    this.#db = db;
    this.#audit = audit;
    this.#blobs = blobs;
  }

  /** The bytes are written first: a crash between the two leaves bytes that nobody names, never a row without bytes. */
  async add(stored: StoredPackage, blob: Uint8Array, actor: string): ReturnType<Registry['add']> {
    await this.#blobs.put(stored.digest, blob);
    return this.#db.transaction().execute(async (transaction) => {
      const { tenant_id, name, version } = stored;
      const existing = await transaction
        .selectFrom('workflows')
        .selectAll()
        .where('tenant_id', '=', tenant_id)
        .where('name', '=', name)
        .where('version', '=', version)
        .executeTakeFirst();
      if (existing !== undefined && existing.digest !== stored.digest)
        throw versionExists(stored, existing.digest);
      if (existing !== undefined)
        return this.#addSignatures(transaction, readPackage(existing), { stored, actor });
      await transaction.insertInto('workflows').values(packageRow(stored)).execute();
      const { digest, signer, sig_time, sig_time_source } = stored;
      const addedSigners = signaturesOf(stored).map((one) => one.signer);
      const details = { digest, signer, sig_time, sig_time_source, ...alsoSigned(addedSigners.slice(1)) };
      const head = await this.#audit.appendRecord(
        transaction,
        { action: 'push', actor, tenant: tenant_id, subject: `${name}@${version}`, details },
        stored.created_at,
      );
      return { stored, added: true, addedSigners, head };
    });
  }

  /** To the same bytes, those of signers who are not there yet. What is there stays, as it may be what others trust. */
  async #addSignatures(
    transaction: Transaction<Tables>,
    existing: StoredPackage,
    { stored: given, actor }: { readonly stored: StoredPackage; readonly actor: string },
  ): ReturnType<Registry['add']> {
    const known = new Set(signaturesOf(existing).map(({ signer }) => signer));
    const room = MAX_SIGNATURES - known.size;
    const more = signaturesOf(given)
      .filter(({ signer }) => !known.has(signer))
      .slice(0, room);
    const addedSigners = more.map(({ signer }) => signer);
    const stored = { ...existing, further_signatures: [...existing.further_signatures, ...more] };
    if (more.length === 0)
      return { stored, added: false, addedSigners, head: await this.#audit.head(transaction) };
    const { id, tenant_id: tenant, name, version, digest } = existing;
    const { further_signatures } = packageRow(stored);
    await transaction.updateTable('workflows').set({ further_signatures }).where('id', '=', id).execute();
    const head = await this.#audit.appendRecord(
      transaction,
      {
        action: 'push',
        actor,
        tenant,
        subject: `${name}@${version}`,
        details: { digest, ...alsoSigned(addedSigners) },
      },
      given.created_at,
    );
    return { stored, added: false, addedSigners, head };
  }

  async versions(tenant: string, name: string): Promise<readonly StoredPackage[]> {
    const rows = await this.#db
      .selectFrom('workflows')
      .selectAll()
      .where('tenant_id', '=', tenant)
      .where('name', '=', name)
      .execute();
    return rows.map(readPackage);
  }

  async list({ tenant, cursor, limit }: Parameters<Registry['list']>[0]): ReturnType<Registry['list']> {
    let query = this.#db.selectFrom('workflows').selectAll().where('tenant_id', '=', tenant);
    if (cursor !== null) query = query.where(behind(cursor));
    const rows = await query
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute();
    return pageOf(rows, limit, readPackage);
  }

  async yank(
    id: StoredPackage['id'],
    { actor, reason, at }: Parameters<Registry['yank']>[1],
  ): Promise<AuditHead> {
    return this.#db.transaction().execute(async (transaction) => {
      const row = await transaction
        .selectFrom('workflows')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      await transaction.updateTable('workflows').set({ state: 'yanked' }).where('id', '=', id).execute();
      const subject = `${row.name}@${row.version}`;
      const details = { digest: row.digest, reason };
      return this.#audit.appendRecord(
        transaction,
        { action: 'yank', actor, tenant: row.tenant_id, subject, details },
        at,
      );
    });
  }

  async keep(digest: Digest, { blob, proofs }: KeptPackage): Promise<void> {
    await this.#blobs.put(digest, blob);
    const [cosign_blob = '', ...further] = proofs.map((proof) => Buffer.from(proof).toString('base64'));
    const row = { cosign_blob, further_blobs: JSON.stringify(further) };
    await this.#db
      .insertInto('package_proofs')
      .values({ digest, ...row })
      .onConflict((conflict) => conflict.column('digest').doUpdateSet(row))
      .execute();
  }

  async kept(digest: Digest): Promise<KeptPackage | undefined> {
    const row = await this.#db
      .selectFrom('package_proofs')
      .select(['cosign_blob', 'further_blobs'])
      .where('digest', '=', digest)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const further: readonly string[] = JSON.parse(row.further_blobs);
    const proofs = [row.cosign_blob, ...further].map((blob) => Buffer.from(blob, 'base64'));
    return { blob: await this.#blobs.get(digest), proofs };
  }

  async blob(digest: Digest): Promise<Uint8Array> {
    return this.#blobs.get(digest);
  }

  async recordDryRun(
    record: DryRunRecord,
    { actor, at, subject }: Parameters<Registry['recordDryRun']>[1],
  ): Promise<AuditHead> {
    return this.#db.transaction().execute(async (transaction) => {
      const { id, tenant, packageDigest, policyDigest, score } = record;
      await transaction
        .insertInto('dry_runs')
        .values({
          id,
          tenant_id: tenant,
          package_digest: packageDigest,
          policy_digest: policyDigest,
          class: record.class,
          score,
          created_at: at,
        })
        .execute();
      const details = { packageDigest, policyDigest, class: record.class, score };
      return this.#audit.appendRecord(
        transaction,
        { action: 'dry-run', actor, tenant, subject, details },
        at,
      );
    });
  }
}

function versionExists({ name, version, digest }: StoredPackage, existing: string): AtomError {
  return new AtomError(
    'ATOM_VERSION_EXISTS',
    `${name}@${version} is stored already, with ${existing}; a version never changes`,
    {
      hint: `Raise metadata.version, then: atomctl pack`,
      details: { name, version, digest, existing },
    },
  );
}

function packageRow(stored: StoredPackage): WorkflowRow {
  const { labels, further_signatures } = stored;
  return {
    ...stored,
    labels: JSON.stringify(labels),
    further_signatures: JSON.stringify(further_signatures),
  };
}

/** A row that only `packageRow` wrote. */
function readPackage(row: WorkflowRow): StoredPackage {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the columns hold what the model's types gave.
  return {
    ...row,
    labels: JSON.parse(row.labels),
    further_signatures: JSON.parse(row.further_signatures),
  } as StoredPackage;
}

function signaturesOf({
  signer,
  cosign_blob,
  further_signatures,
}: StoredPackage): readonly FurtherSignature[] {
  return [{ signer, cosign_blob }, ...further_signatures];
}

function alsoSigned(signers: readonly string[]): JsonObject {
  return signers.length === 0 ? {} : { further_signers: signers };
}
