const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** `prefix_` and 12 characters of Crockford's base 32: 60 bits of the 12 or more random bytes given. */
export function newId<Prefix extends string>(prefix: Prefix, random: Uint8Array): `${Prefix}_${string}` {
  if (random.length < 12) throw new Error('an id needs 12 random bytes');
  const letters = [...random.subarray(0, 12)].map((byte) => ALPHABET[byte % 32]);
  return `${prefix}_${letters.join('')}`;
}
