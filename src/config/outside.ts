import type { Config } from './load.ts';

/** What the settings say of the world outside; null where nothing gives a value. */
export function outsideOf({ home, settings }: Config) {
  return {
    home,
    kube: {
      kubeconfig: settings.kubeconfig.value,
      context: settings.kubeContext.value,
      namespace: settings.kubeNamespace.value,
    },
    vault: {
      address: settings.vaultAddr.value,
      token: settings.vaultToken.value,
      authMethod: settings.vaultAuthMethod.value,
      authMount: settings.vaultAuthMount.value,
      role: settings.vaultRole.value,
      roleId: settings.vaultRoleId.value,
      secretId: settings.vaultSecretId.value,
      jwt: settings.vaultJwt.value,
      jwtFile: settings.vaultJwtFile.value,
      namespace: settings.vaultNamespace.value,
      caCert: settings.vaultCaCert.value,
    },
    promUrl: settings.promUrl.value,
    s3Bucket: settings.s3Bucket.value,
    s3Endpoint: settings.s3Endpoint.value,
    vectorStore: settings.vectorStore,
    openaiKey: settings.openaiKey.value,
    openaiUrl: settings.openaiUrl.value,
    dockerHost: settings.dockerHost.value,
  };
}
