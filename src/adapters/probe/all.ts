import type { Probe } from '../../ports/probe.ts';
import type { VaultSettings } from '../vault/settings.ts';
import { clusterProbe, type ProbedCluster } from './cluster.ts';
import { homeProbe, sqliteProbe } from './home.ts';
import { embeddingProbe, objectStoreProbe, prometheusProbe } from './http.ts';
import { containerEngineProbe, vectorStoreProbe } from './socket.ts';
import { vaultProbe } from './vault.ts';

/** What the probes are told; null where nothing gives a value. */
export interface ProbeSettings {
  readonly home: string;
  readonly kube: ProbedCluster;
  readonly vault: VaultSettings;
  readonly promUrl: string | null;
  readonly s3Bucket: string | null;
  readonly s3Endpoint: string | null;
  readonly vectorStore: { readonly value: string | null; readonly source: string };
  readonly openaiKey: string | null;
  readonly openaiUrl: string | null;
  readonly dockerHost: string | null;
  readonly timeoutMs: number;
}

export function allProbes(settings: ProbeSettings): readonly Probe[] {
  const { vectorStore } = settings;
  return [
    homeProbe(settings.home),
    sqliteProbe(),
    clusterProbe(settings.kube),
    vaultProbe(settings.vault),
    prometheusProbe(settings.promUrl),
    objectStoreProbe({ bucket: settings.s3Bucket, endpoint: settings.s3Endpoint }),
    vectorStoreProbe({ address: vectorStore.value, source: vectorStore.source }),
    embeddingProbe(settings.openaiKey, settings.openaiUrl),
    containerEngineProbe(settings.dockerHost),
  ];
}
