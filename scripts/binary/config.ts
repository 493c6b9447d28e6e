import { readFileSync } from 'node:fs';

/** A platform and architecture as Node names them, such as linux-x64. */
export type TargetName = string;

/** pkg.config.json: what goes into the binary, and for which machines it is built. */
export interface BinaryConfig {
  /** The main script of the executable. */
  readonly entry: string;
  /** Chunks that the main script loads by name; each command is one more. */
  readonly chunks: Readonly<Record<string, string>>;
  /** Files inside, by the name under which they are asked for; {platform} and {arch} are the target's. */
  readonly assets: Readonly<Record<string, string>>;
  readonly outputPath: string;
  /** Flags of Node and V8 that the executable starts with. */
  readonly execArgv: readonly string[];
  /** The Node version of every target. */
  readonly node: string;
  readonly targets: Readonly<Record<TargetName, NodeBase>>;
}

/** The npm package that carries a target's Node, and where in it the executable lies. */
export interface NodeBase {
  readonly base: string;
  readonly node: string;
}

export function readBinaryConfig(): BinaryConfig {
  return JSON.parse(readFileSync('pkg.config.json', 'utf8'));
}

export function assetsFor(target: TargetName, { assets }: BinaryConfig): Record<string, string> {
  const [platform = '', arch = ''] = target.split('-');
  const fill = (file: string) => file.replaceAll('{platform}', platform).replaceAll('{arch}', arch);
  return Object.fromEntries(Object.entries(assets).map(([name, file]) => [name, fill(file)]));
}
