// npm run quickstart -- --cluster: a playbook mends a crash loop on a real cluster, with every command shown. The cluster is
// that of ATOMCTL_TEST_KUBECONFIG, such as kind; else one that is booted here. --binary and --keep are as without --cluster.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { styleText } from 'node:util';
import { execa } from 'execa';
import { clusterHere, runsPods, sharedCluster, startCluster } from '../test/support/cluster.ts';
import { openDemo } from './quickstart/demo.ts';
import { mendCrashLoops } from './quickstart/on-cluster.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const NO_CLUSTER = `there is no cluster here whose pods run. Bring one, as root: npm run parts cluster containerd runc
or name your own, such as kind: ATOMCTL_TEST_KUBECONFIG=~/.kube/config npm run quickstart -- --cluster`;

const here = clusterHere();
if (runsPods(here)) await quickstart();
else {
  console.error(NO_CLUSTER);
  process.exitCode = 1;
}

async function quickstart(): Promise<void> {
  const binary = process.argv.includes('--binary');
  if (binary) await execa('npm', ['run', '--silent', 'binary'], { cwd: ROOT, stdio: 'inherit' });
  const started = Date.now();
  await using own = here === 'outside' ? undefined : await startCluster({ kwokNodes: 0, kubelet: true });
  const cluster = own ?? (await sharedCluster());
  await using space = await cluster.namespace();
  const demo = openDemo(path.join(ROOT, binary ? 'dist/atomctl' : 'bin/run.js'), {
    KUBECONFIG: space.kubeconfig,
  });
  try {
    await mendCrashLoops(demo, { cluster, space });
    const seconds = ((Date.now() - started) / 1000).toFixed(0);
    demo.say(styleText('green', `\nAll of it in ${seconds} s, on ${cluster.server}.`));
  } finally {
    if (process.argv.includes('--keep')) demo.say(`kept: ${demo.folder}`);
    else rmSync(demo.folder, { recursive: true, force: true });
  }
}
