import { createRequire } from 'node:module';
import path from 'node:path';
import type { SeaOptions } from '@yao-pkg/pkg/lib-es5/sea.js';
import type { Bundle } from './bundle.ts';
import { assetsFor, type BinaryConfig, type TargetName } from './config.ts';

type Sea = (entry: string, options: SeaOptions) => Promise<void>;
type Platform = SeaOptions['targets'][number]['platform'];

// pkg's command line cannot pass a code cache or a Node of one's own; the function behind it can.
const sea: Sea = createRequire(import.meta.url)('@yao-pkg/pkg/lib-es5/sea.js').default;

export interface PackOptions {
  readonly config: BinaryConfig;
  readonly bundle: Bundle;
  readonly target: TargetName;
  readonly output: string;
  /** Convoys, and code caches, which only the Node that made them can use. */
  readonly more?: Readonly<Record<string, string>>;
  /** The Node to pack into; absent: the one that provideBase laid ready. */
  readonly node?: string;
}

export async function pack({ config, bundle, target, output, more, node }: PackOptions): Promise<void> {
  const [platform = '', arch = ''] = target.split('-');
  const assets = { ...assetsFor(target, config), ...bundle.assets, ...more };
  const seaConfig = {
    disableExperimentalSEAWarning: true,
    useSnapshot: false,
    useCodeCache: node !== undefined,
    // A young generation that fits the cache of a processor, and one thread beside the main one: starting four takes
    // longer than they help. Code caches stay valid under these; pkg passes them on without knowing them.
    execArgv: config.execArgv,
    execArgvExtension: 'env',
    assets: Object.fromEntries(Object.entries(assets).map(([name, file]) => [name, path.resolve(file)])),
  };
  await sea(bundle.main, {
    targets: [
      {
        nodeRange: `node${config.node}`,
        platform: PKG_PLATFORMS[platform] ?? 'linux',
        arch,
        output: path.resolve(output),
      },
    ],
    signature: false,
    ...(node !== undefined && { nodePath: node }),
    seaConfig,
  });
}

const PKG_PLATFORMS: Readonly<Record<string, Platform>> = { linux: 'linux', darwin: 'macos', win32: 'win' };
