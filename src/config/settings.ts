/**
 * Every setting, once: `config` and `doctor` show this table, docs/reference/config.md is generated from it.
 * Precedence: flag > environment > file (config.yaml in the home) > default.
 */
export interface Setting {
  /** Key in config.yaml and in `config --json`. */
  readonly key: string;
  /** Environment variables that give it; the first that is set wins. */
  readonly env: readonly [string, ...string[]];
  readonly describes: string;
  readonly secret: boolean;
  /** Set to nothing, a variable still counts. */
  readonly mayBeEmpty?: true;
  /** The values that it may have; any when absent. */
  readonly oneOf?: readonly string[];
  /** Shown already, used by a later capability. */
  readonly later?: true;
}

export const SETTINGS = [
  {
    key: 'home',
    env: ['ATOMCTL_HOME'],
    describes: 'Where atomctl keeps its registry, runs, keys of trust and audit chain.',
    secret: false,
  },
  {
    key: 'tenant',
    env: ['ATOMCTL_TENANT'],
    describes: 'The tenant that packages, runs and trust belong to.',
    secret: false,
  },
  {
    key: 'key',
    env: ['COSIGN_KEY'],
    describes: 'The private key file that signs when --key is not given.',
    secret: false,
  },
  {
    key: 'password',
    env: ['ATOMCTL_PASSWORD', 'COSIGN_PASSWORD'],
    describes: 'The password of an encrypted private key.',
    secret: true,
    mayBeEmpty: true,
  },
  {
    key: 'pushgateway',
    env: ['ATOMCTL_PUSHGATEWAY'],
    describes: 'Pushgateway that run counters are sent to when --pushgateway is not given.',
    secret: false,
  },
  {
    key: 'sourceDateEpoch',
    env: ['SOURCE_DATE_EPOCH'],
    describes: 'Seconds since 1970 that every packed file carries, 0 by default.',
    secret: false,
  },
  {
    key: 'policyRules',
    env: ['ATOMCTL_POLICY'],
    describes:
      'Policy files and folders that judge every package beside the built-in rules, with : between them (; on Windows).',
    secret: false,
  },
  {
    key: 'policyRequireSigned',
    env: ['ATOMCTL_POLICY_REQUIRE_SIGNED'],
    describes: 'Whether every policy file must be signed by somebody who may sign policies: true or false.',
    secret: false,
    oneOf: ['true', 'false'],
  },
  { key: 'kubeconfig', env: ['KUBECONFIG'], describes: 'The kubeconfig file.', secret: false, later: true },
  { key: 'vaultAddr', env: ['VAULT_ADDR'], describes: 'Address of Vault.', secret: false, later: true },
  { key: 'vaultToken', env: ['VAULT_TOKEN'], describes: 'Token for Vault.', secret: true, later: true },
  { key: 'vaultRole', env: ['VAULT_ROLE'], describes: 'Role for Vault logins.', secret: false, later: true },
  {
    key: 'postgresDsn',
    env: ['POSTGRES_DSN'],
    describes: 'Postgres for a store that several daemons share.',
    secret: true,
    later: true,
  },
  { key: 'promUrl', env: ['PROM_URL'], describes: 'URL of Prometheus.', secret: false, later: true },
  {
    key: 's3Bucket',
    env: ['S3_BUCKET'],
    describes: 'Bucket for audit records and evidence.',
    secret: false,
    later: true,
  },
  {
    key: 's3Endpoint',
    env: ['AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL'],
    describes: 'URL of an object store other than AWS.',
    secret: false,
    later: true,
  },
  {
    key: 'vectorStore',
    env: ['MILVUS_ENDPOINT', 'VECTOR_DB_URL'],
    describes: 'Vector store of recommendations.',
    secret: false,
    later: true,
  },
  {
    key: 'openaiKey',
    env: ['OPENAI_KEY'],
    describes: 'Key of the embedding provider.',
    secret: true,
    later: true,
  },
  {
    key: 'openaiUrl',
    env: ['OPENAI_BASE_URL'],
    describes: 'URL of an embedding provider other than OpenAI.',
    secret: false,
    later: true,
  },
  {
    key: 'dockerHost',
    env: ['DOCKER_HOST'],
    describes: 'Socket or address of the container engine that carries out docker steps.',
    secret: false,
  },
] as const satisfies readonly Setting[];

export type SettingKey = (typeof SETTINGS)[number]['key'];
