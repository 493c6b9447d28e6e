/**
 * Every setting, once: `config` and `doctor` show this table, docs/reference/config.md is generated from it.
 * Precedence: flag > environment > file (config.yaml in the home) > default.
 */
export interface Setting {
  /** Key in config.yaml and in `config --json`. */
  readonly key: string;
  /** The flag that gives it, where that has another name. */
  readonly flag?: string;
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
  {
    key: 'kubeconfig',
    env: ['KUBECONFIG'],
    describes:
      "The kubeconfig file, or several with : between them (; on Windows), merged as kubectl does; else ~/.kube/config, else the pod's account.",
    secret: false,
  },
  {
    key: 'kubeContext',
    flag: 'context',
    env: ['ATOMCTL_KUBE_CONTEXT'],
    describes: 'The context of the kubeconfig when --context is not given, the current one by default.',
    secret: false,
  },
  {
    key: 'kubeNamespace',
    flag: 'namespace',
    env: ['ATOMCTL_KUBE_NAMESPACE'],
    describes:
      'The namespace of what a k8s step names without one, when --namespace is not given; by default that of the context.',
    secret: false,
  },
  { key: 'vaultAddr', env: ['VAULT_ADDR'], describes: 'Address of Vault.', secret: false },
  {
    key: 'vaultToken',
    env: ['VAULT_TOKEN'],
    describes: 'Token for Vault; without it and without a login, what `vault login` left in ~/.vault-token.',
    secret: true,
  },
  {
    key: 'vaultAuthMethod',
    env: ['VAULT_AUTH_METHOD'],
    describes:
      'How to log in to Vault: token, approle, kubernetes or jwt. By default the first that is given: the token, the role ID, a JWT with the role, the account of the pod with the role.',
    secret: false,
    oneOf: ['token', 'approle', 'kubernetes', 'jwt'],
  },
  {
    key: 'vaultAuthMount',
    env: ['VAULT_AUTH_MOUNT'],
    describes: 'Where the auth method is mounted in Vault, its own name by default.',
    secret: false,
  },
  {
    key: 'vaultRole',
    env: ['VAULT_ROLE'],
    describes: 'Role of a Kubernetes or JWT login to Vault.',
    secret: false,
  },
  {
    key: 'vaultRoleId',
    env: ['VAULT_ROLE_ID'],
    describes: 'Role ID of an AppRole login to Vault.',
    secret: false,
  },
  {
    key: 'vaultSecretId',
    env: ['VAULT_SECRET_ID'],
    describes: 'Secret ID of an AppRole login to Vault.',
    secret: true,
  },
  { key: 'vaultJwt', env: ['VAULT_JWT'], describes: 'JWT of a login to Vault.', secret: true },
  {
    key: 'vaultJwtFile',
    env: ['VAULT_JWT_FILE'],
    describes: 'File with the JWT of a login to Vault, the account of the pod by default.',
    secret: false,
  },
  {
    key: 'vaultNamespace',
    env: ['VAULT_NAMESPACE'],
    describes: 'Namespace of Vault.',
    secret: false,
  },
  {
    key: 'vaultCaCert',
    env: ['VAULT_CACERT'],
    describes: 'PEM file of the authority that signed the certificate of Vault.',
    secret: false,
  },
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
