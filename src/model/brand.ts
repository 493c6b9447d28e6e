declare const brand: unique symbol;

/** A type that only the one function which earned it can make: the compiler keeps the corridor's order. Brands add up. */
export type Brand<T, Name extends string> = T & { readonly [brand]: { readonly [Earned in Name]: true } };
