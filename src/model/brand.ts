declare const brand: unique symbol;

/** A type that only the one function which earned it can make: the compiler keeps the corridor's order. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
