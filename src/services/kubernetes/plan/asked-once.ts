import type { JsonObject } from '../../../base/json.ts';
import type { Cluster } from '../../../ports/cluster.ts';
import { isDryRun } from '../dry-run.ts';

/** The same cluster, which answers a dry-run that was asked before as it answered then. */
export function askedOnce(cluster: Cluster): Cluster {
  const { context, server, namespace } = cluster;
  const answers = new Map<string, Promise<JsonObject>>();
  return {
    context,
    server,
    namespace,
    kinds: (options) => cluster.kinds(options),
    stream: (request, signal) => cluster.stream(request, signal),
    send: (request, signal) => {
      if (!isDryRun(request)) return cluster.send(request, signal);
      const key = JSON.stringify(request);
      const answer = answers.get(key) ?? cluster.send(request, signal);
      answers.set(key, answer);
      return answer;
    },
  };
}
