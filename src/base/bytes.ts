const UNITS = { '': 1, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, k: 1e3, M: 1e6, G: 1e9 } as const;

/** Reads "512Mi", "10M" or "4096" as bytes; undefined where it is none of these. */
export function parseBytes(text: string): number | undefined {
  const [, amount, unit] = /^(\d{1,12})(Ki|Mi|Gi|k|M|G|)$/.exec(text) ?? [];
  if (amount === undefined || !isUnit(unit)) return undefined;
  return Number(amount) * UNITS[unit];
}

/** Bytes as a person reads them: 812 B, 4.0 KiB, 1.3 GiB. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const units = ['KiB', 'MiB', 'GiB', 'TiB'];
  const power = Math.min(Math.floor(Math.log2(bytes) / 10), units.length);
  return `${(bytes / 2 ** (10 * power)).toFixed(1)} ${units[power - 1]}`;
}

function isUnit(unit: string | undefined): unit is keyof typeof UNITS {
  return unit !== undefined && unit in UNITS;
}
